package io.github.throttled.internal.application;

import io.github.throttled.Strategy;
import io.github.throttled.internal.concurrent.DaemonThreads;
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
 * Makes synthetic calls before an application serves requests, so that the first request does not
 * wait for class loading.
 *
 * <p>They count in policies whose names no application can use, and appear in no log or metric. A
 * warm-up never fails a deployment and has a time limit.
 */
public final class WarmUp implements AutoCloseable {

    /**
     * Contains a dot and a hyphen: configured names have no dot, and names of annotations have no
     * hyphen.
     */
    static final String POLICY = "throttled.warm-up";

    private static final Logger LOG = System.getLogger(WarmUp.class.getName());

    /** The time limit for the part of the warm-up that uses the store. */
    private static final Duration TIMEOUT = Duration.ofMillis(1_500);

    private static final int KEYS = 20;
    private static final int CALLS_OF_KEY = 8;
    private static final int QUOTA = 4;
    private static final int CALLS = 200;

    private static final Caller CALLER = new SyntheticCaller();

    private final Limiter limiter = new Limiter(new LocalCounterStore(), TIMEOUT);
    private final Usage usage = new Usage();
    private final Function<Charge, PolicyEnforcer> newEnforcer;

    /**
     * @param newEnforcer creates the enforcer of a charge with another limiter and usage
     */
    WarmUp(EnforcerFactory newEnforcer) {
        this.newEnforcer = charge -> newEnforcer.of(limiter, usage, charge);
    }

    /** Creates enforcers that decide like those of the application, but count elsewhere. */
    @FunctionalInterface
    interface EnforcerFactory {
        PolicyEnforcer of(Limiter limiter, Usage usage, Charge charge);
    }

    /** A caller with a fixed address and name. */
    private record SyntheticCaller() implements Caller {
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

    /** Decides with all strategies of the application in the memory of this node. */
    void decide(Collection<Policy> policies) {
        Map<Counting, Policy> kinds =
                policies.stream()
                        .collect(
                                Collectors.toMap(
                                        Policy::counting, WarmUp::like, (one, other) -> one));
        kinds.values().forEach(this::decide);
        ManualLimiter manual = new ManualLimiter(name -> policy(), limiter, usage);
        for (int i = 0; i < CALLS; i++) {
            manual.tryAcquire(POLICY, "key", 1);
            manual.peek(POLICY, "key");
        }
        manual.tryAcquireAsync(POLICY, "key", 1).toCompletableFuture().join();
        manual.reset(POLICY, "key");
        enforceMethod();
    }

    /** Runs all steps of an interceptor before and after a method. */
    private void enforceMethod() {
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

    /** Decides with the application's store, until done or until the time limit. */
    static void decide(Limiter application) {
        Thread thread =
                DaemonThreads.ofApplication("throttled-warm-up")
                        .newThread(
                                () -> {
                                    try {
                                        decide(application.enforcer(policy()));
                                    } catch (RuntimeException e) {
                                        LOG.log(
                                                Level.WARNING,
                                                "Could not warm up the store. The first calls may be slower.",
                                                e);
                                    }
                                });
        thread.start();
        // Not a future with a timeout: its JDK thread would keep the application's class loader
        // forever.
        try {
            thread.join(TIMEOUT.toMillis());
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
     * Returns the policies of a method that is never called; they admit some calls and reject the
     * next.
     */
    public MethodPolicies methodPolicies() {
        return new MethodPolicies(
                new ThrottledElement(WarmUp.class, method(), true, null),
                List.of(new Charge(policy(), new Cost(1))),
                new DelayStrategy(limiter.waitingRoom()),
                newEnforcer);
    }

    /** Returns a method without annotated parameters; it is never invoked. */
    private static Method method() {
        try {
            return WarmUp.class.getMethod("close");
        } catch (NoSuchMethodException e) {
            throw new AssertionError(e);
        }
    }

    private static Policy policy() {
        return policy(
                POLICY,
                List.of(new Limit(QUOTA, Duration.ofSeconds(10))),
                new Counting(Strategy.FIXED_WINDOW),
                "ip");
    }

    /** Copies limits and strategy of an application's policy, but none of its beans. */
    private static Policy like(Policy policy) {
        return policy(POLICY + '.' + policy.name(), policy.limits(), policy.counting(), "global");
    }

    private static Policy policy(String name, List<Limit> limits, Counting counting, String key) {
        return new Policy(
                name,
                limits,
                counting,
                KeyExpression.parse(key),
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
