package io.github.throttled.internal.application;

import io.github.throttled.Strategy;
import io.github.throttled.internal.config.model.Charge;
import io.github.throttled.internal.config.model.Cost;
import io.github.throttled.internal.config.model.Counting;
import io.github.throttled.internal.config.model.KeyExpression;
import io.github.throttled.internal.config.model.Limit;
import io.github.throttled.internal.config.model.OnStoreFailure;
import io.github.throttled.internal.config.model.Policy;
import io.github.throttled.internal.config.model.Scope;
import io.github.throttled.internal.config.model.ThrottledElement;
import io.github.throttled.internal.enforcement.AdmittedInvocation;
import io.github.throttled.internal.enforcement.DelayStrategy;
import io.github.throttled.internal.enforcement.ManualLimiter;
import io.github.throttled.internal.enforcement.MethodPolicies;
import io.github.throttled.internal.enforcement.PolicyEnforcer;
import io.github.throttled.internal.enforcement.RateLimitContext;
import io.github.throttled.internal.engine.Enforcer;
import io.github.throttled.internal.engine.Limiter;
import io.github.throttled.internal.key.Caller;
import io.github.throttled.internal.observability.usage.Usage;
import io.github.throttled.internal.store.local.LocalCounterStore;

import java.lang.System.Logger;
import java.lang.System.Logger.Level;
import java.lang.reflect.Method;
import java.time.Duration;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import java.util.stream.Collectors;

/**
 * Calls that nobody makes, before an application serves any: the first call of a node must not wait
 * for classes to be loaded. They are counted in a policy of their own, whose name no application
 * can use, and told to nobody. A warm-up never fails a deployment, and is over soon.
 */
public final class WarmUp implements AutoCloseable {

    /** No name of the configuration has a dot, and no name of an annotation a hyphen. */
    static final String POLICY = "throttled.warm-up";

    private static final Logger LOG = System.getLogger(WarmUp.class.getName());

    /** The longest that a deployment waits for the store's part of it. */
    private static final Duration PATIENCE = Duration.ofMillis(1_500);

    private static final int KEYS = 20;
    private static final int CALLS_OF_KEY = 8;
    private static final int QUOTA = 4;
    private static final int CALLS = 200;

    private static final Caller CALLER = new Nobody();

    private final Limiter limiter = new Limiter(new LocalCounterStore(), PATIENCE);
    private final Usage usage = new Usage();
    private final Function<Charge, PolicyEnforcer> newEnforcer;

    /**
     * @param newCheck what checks a charge, by this limiter and in this usage
     */
    WarmUp(EnforcerFactory newEnforcer) {
        this.newEnforcer = charge -> newEnforcer.of(limiter, usage, charge);
    }

    /** Makes checks as those of the application, that count elsewhere. */
    @FunctionalInterface
    interface EnforcerFactory {
        PolicyEnforcer of(Limiter limiter, Usage usage, Charge charge);
    }

    /** Whoever calls. */
    private record Nobody() implements Caller {
        @Override
        public String remoteAddress() {
            return "192.0.2.1";
        }

        @Override
        public String userName() {
            return "nobody";
        }

        @Override
        public boolean isInRole(String role) {
            return false;
        }

        @Override
        public String header(String name) {
            return name;
        }
    }

    /** Decides in the memory of this node, by all strategies of the application. */
    void decide(Collection<Policy> policies) {
        Map<Counting, Policy> kinds =
                policies.stream()
                        .collect(
                                Collectors.toMap(
                                        Policy::counting, WarmUp::like, (one, other) -> one));
        kinds.values().forEach(this::decide);
        ManualLimiter byHand = new ManualLimiter(name -> policy(), limiter, usage);
        for (int i = 0; i < CALLS; i++) {
            byHand.tryAcquire(POLICY, "key", 1);
            byHand.peek(POLICY, "key");
        }
        byHand.tryAcquireAsync(POLICY, "key", 1).toCompletableFuture().join();
        byHand.reset(POLICY, "key");
        callBean();
    }

    /** Passes what an interceptor passes before and after the method of a bean. */
    private void callBean() {
        MethodPolicies policies = methodPolicies();
        for (int i = 0; i < CALLS; i++) {
            RateLimitContext context = policies.charge(CALLER, new Object[0]);
            if (context.rejection().isEmpty()) {
                try {
                    policies.delayStrategy()
                            .proceed(new AdmittedInvocation(context, CALLER, null, () -> null));
                } catch (Exception e) {
                    throw new IllegalStateException(e);
                }
            }
            context.ended();
        }
    }

    private void decide(Policy policy) {
        PolicyEnforcer enforcer = newEnforcer.apply(new Charge(policy, policy.cost()));
        for (int i = 0; i < CALLS; i++) {
            RateLimitContext context = RateLimitContext.ofRequest();
            context.enforce(List.of(enforcer), CALLER);
            context.decisions();
            context.delay();
            context.answered(i % 2 == 0 ? 200 : 500);
            context.ended();
        }
        limiter.reset(policy, "global");
    }

    /** Decides by the store that the application has, until that is done or takes too long. */
    static void decide(Limiter application) {
        Thread thread =
                new Thread(
                        () -> {
                            try {
                                decide(application.enforcer(policy()));
                            } catch (RuntimeException e) {
                                LOG.log(Level.WARNING, "The store was not warmed up.", e);
                            }
                        },
                        "throttled-warm-up");
        thread.setDaemon(true);
        thread.start();
        // Not by a future with a timeout: a thread of the JDK would keep the application for ever.
        try {
            thread.join(PATIENCE.toMillis());
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    private static void decide(Enforcer enforcer) {
        for (int key = 0; key < KEYS; key++) {
            for (int i = 0; i < CALLS_OF_KEY; i++) {
                enforcer.acquire("key-" + key, 1).decision();
            }
        }
        enforcer.acquireAsync("key", 1).toCompletableFuture().join().giveBack();
    }

    /**
     * What stands before a method that nobody calls; it admits some calls, and rejects the next.
     */
    public MethodPolicies methodPolicies() {
        return new MethodPolicies(
                new ThrottledElement(WarmUp.class, method(), true, null),
                List.of(new Charge(policy(), new Cost(1))),
                new DelayStrategy(limiter.waitingRoom()),
                newEnforcer);
    }

    /** One without parameters that say anything; nobody calls it through the gate. */
    private static Method method() {
        try {
            return WarmUp.class.getMethod("close");
        } catch (NoSuchMethodException e) {
            throw new AssertionError(e);
        }
    }

    private static Policy policy() {
        return new Policy(
                POLICY,
                List.of(new Limit(QUOTA, Duration.ofSeconds(10))),
                new Counting(Strategy.FIXED_WINDOW),
                KeyExpression.parse("ip"),
                new Cost(1),
                Scope.EVERY_CALL,
                OnStoreFailure.DENY,
                1_000);
    }

    /** Limits that count like those of an application's policy, with nothing of its beans. */
    private static Policy like(Policy policy) {
        return new Policy(
                POLICY + '.' + policy.name(),
                policy.limits(),
                policy.counting(),
                KeyExpression.parse("global"),
                new Cost(1),
                Scope.EVERY_CALL,
                OnStoreFailure.DENY,
                1_000);
    }

    @Override
    public void close() {
        limiter.close();
    }
}
