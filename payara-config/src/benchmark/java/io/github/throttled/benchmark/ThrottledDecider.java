package io.github.throttled.benchmark;

import io.github.throttled.Strategy;
import io.github.throttled.engine.Enforcer;
import io.github.throttled.engine.Limiter;
import io.github.throttled.policy.Cost;
import io.github.throttled.policy.Counting;
import io.github.throttled.policy.KeyExpression;
import io.github.throttled.policy.Limit;
import io.github.throttled.policy.OnStoreFailure;
import io.github.throttled.policy.Policy;
import io.github.throttled.policy.Scope;
import io.github.throttled.store.CounterStore;
import io.github.throttled.store.LocalCounterStore;
import io.github.throttled.store.hazelcast.HazelcastCounterStore;

import java.time.Duration;
import java.util.List;
import java.util.concurrent.locks.LockSupport;

/** Throttled, from where the filter and the interceptor hand over to it. */
final class ThrottledDecider implements Decider {

    /** Peers wait for the grid without end; what is measured are decisions, not time-outs. */
    private static final Duration TIMEOUT = Duration.ofSeconds(10);

    private final CounterStore store;
    private final Limiter limiter;
    private final Policy policy;
    private final Enforcer enforcer;

    private ThrottledDecider(CounterStore store, Setting setting, Counting counting) {
        this.store = store;
        this.limiter = new Limiter(store, TIMEOUT);
        this.policy = policy(setting, counting);
        this.enforcer = limiter.enforcer(policy);
    }

    static Policy policy(Setting setting, Counting counting) {
        return new Policy(
                "benchmark",
                List.of(new Limit(setting.permits(), Setting.WINDOW)),
                counting,
                KeyExpression.parse("global"),
                new Cost(1),
                Scope.EVERY_CALL,
                OnStoreFailure.DENY,
                setting.maxKeys());
    }

    static Decider inGrid(Setting setting) {
        return inGrid(setting, new Counting(Strategy.FIXED_WINDOW));
    }

    static Decider leased(Setting setting) {
        return inGrid(setting, ahead(Strategy.FIXED_WINDOW));
    }

    static Decider tokenBucketLeased(Setting setting) {
        return inGrid(setting, ahead(Strategy.TOKEN_BUCKET));
    }

    /** As many permits as are about to be used. */
    private static Counting ahead(Strategy strategy) {
        Counting strict = new Counting(strategy);
        return new Counting(strategy, 0, 0, strict.maxWait(), Counting.AUTO, strict.zone());
    }

    static Decider tokenBucketInGrid(Setting setting) {
        return inGrid(setting, new Counting(Strategy.TOKEN_BUCKET));
    }

    static Decider inProcess(Setting setting) {
        return new ThrottledDecider(
                new LocalCounterStore(), setting, new Counting(Strategy.FIXED_WINDOW));
    }

    static Decider tokenBucketInProcess(Setting setting) {
        return new ThrottledDecider(
                new LocalCounterStore(), setting, new Counting(Strategy.TOKEN_BUCKET));
    }

    private static Decider inGrid(Setting setting, Counting counting) {
        var store = new HazelcastCounterStore(setting.hazelcast(), setting.name());
        return new ThrottledDecider(store, setting, counting);
    }

    @Override
    public boolean tryAcquire(String key) {
        return enforcer.takes(key, 1);
    }

    /**
     * A node answers by what it has on lease, and does not know then what others have taken since.
     */
    @Override
    public void settle() {
        while (store.isShared() && limiter.leased(policy.counters()) > 0) {
            LockSupport.parkNanos(Duration.ofMillis(10).toNanos());
        }
    }

    /** What is in a bucket says nothing of how much was taken: it is refilled meanwhile. */
    @Override
    public long counted(String key) {
        if (policy.counting().strategy() == Strategy.TOKEN_BUCKET) {
            return UNKNOWN;
        }
        return policy.limits().get(0).quota() - limiter.peek(policy, key).remaining();
    }

    @Override
    public void close() {
        limiter.close();
    }
}
