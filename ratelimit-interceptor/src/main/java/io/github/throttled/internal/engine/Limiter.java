package io.github.throttled.internal.engine;

import io.github.throttled.Decision;
import io.github.throttled.internal.concurrent.DaemonScheduler;
import io.github.throttled.internal.config.model.Policy;
import io.github.throttled.internal.engine.combining.DecisionFactory;
import io.github.throttled.internal.engine.failover.StoreHealth;
import io.github.throttled.internal.engine.failover.StoreListener;
import io.github.throttled.internal.engine.failover.StoreState;
import io.github.throttled.internal.engine.failover.StoreTimeout;
import io.github.throttled.internal.engine.failover.StoreTimeouts;
import io.github.throttled.internal.store.CounterStore;

import java.time.Duration;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ThreadLocalRandom;

/**
 * Decides calls. The filters, the interceptors and the programmatic {@code RateLimiter} all end
 * here.
 *
 * <p>A decision waits for the store no longer than the timeout; then the policy's {@code
 * on-store-failure} decides. Thread-safe.
 */
public final class Limiter implements AutoCloseable {

    private final Map<String, Enforcer> enforcers = new ConcurrentHashMap<>();
    private final Map<String, Object> locks = new ConcurrentHashMap<>();
    private final CounterStore store;
    private final DaemonScheduler timer = new DaemonScheduler();
    private final StoreTimeout storeTimeout;
    private final WaitingRoom waitingRoom;
    private final StoreHealth health;
    private final PolicyLimiterFactory limiters;
    private final ManualBans bans = new ManualBans();

    /** A limiter in which no call can wait for its delay. */
    public Limiter(CounterStore store, Duration timeout) {
        this(store, StoreTimeouts.of(timeout), 0);
    }

    /**
     * Creates a limiter that closes the store when it is closed.
     *
     * @param timeouts how long a decision waits for the store
     * @param maxWaiting how many delayed calls may wait at a time; at least 0
     */
    public Limiter(CounterStore store, StoreTimeouts timeouts, int maxWaiting) {
        this.store = store;
        this.storeTimeout = new StoreTimeout(timeouts.maxWait(), timer);
        this.waitingRoom = new WaitingRoom(maxWaiting, timer);
        this.health = new StoreHealth(store, timeouts.silence(), storeTimeout);
        long node = ThreadLocalRandom.current().nextLong(1, Long.MAX_VALUE);
        this.limiters = new PolicyLimiterFactory(store, health, node, storeTimeout);
        health.begin();
        store.onRejoin(this::rejoin);
        store.beforeShutdown(this::giveBack);
    }

    /** Whether the store answers. */
    public StoreState storeState() {
        return health.state();
    }

    /** The bans that operators have imposed. */
    public ManualBans bans() {
        return bans;
    }

    /** Registers a listener for failures and recoveries of the store. */
    public void addListener(StoreListener listener) {
        health.addListener(listener);
    }

    /** Describes the store for operators. */
    public String storeDescription() {
        return store.description();
    }

    /** How many nodes share the counters; at least 1. */
    public int members() {
        return store.members();
    }

    /**
     * How many permits this node has leased and could use now. Takes time in proportion to the
     * number of leases.
     *
     * @param counters as in {@link Policy#counters}
     * @return 0 if these counters have not been used
     */
    public long leased(String counters) {
        Enforcer enforcer = enforcers.get(counters);
        return enforcer == null ? 0 : enforcer.limiter().leased();
    }

    /**
     * How many counters this node stores, not counting backups. May take a moment.
     *
     * @param counters as in {@link Policy#counters}
     * @return 0 if these counters have not been used
     */
    public long kept(String counters) {
        Enforcer enforcer = enforcers.get(counters);
        return enforcer == null ? 0 : enforcer.limiter().kept();
    }

    /** Holds the calls that were admitted with a delay. */
    public WaitingRoom waitingRoom() {
        return waitingRoom;
    }

    /** Opens the policy's counters, so that a problem with them shows before the first call. */
    public void prepare(Policy policy) {
        policy.inAllTiers().forEach(this::enforcer);
    }

    /** The enforcer of the policy. It stays the same while this limiter is open. */
    public Enforcer enforcer(Policy policy) {
        Enforcer known = enforcers.get(policy.counters());
        return known != null ? known : open(policy);
    }

    /** Opening counters asks the grid and may take long, so each policy has its own lock. */
    private Enforcer open(Policy policy) {
        synchronized (lock(policy)) {
            Enforcer known = enforcers.get(policy.counters());
            if (known != null) {
                return known;
            }
            Enforcer opened = newEnforcer(policy);
            enforcers.put(policy.counters(), opened);
            return opened;
        }
    }

    private Object lock(Policy policy) {
        return locks.computeIfAbsent(policy.counters(), name -> new Object());
    }

    /**
     * Enforces other limits from now on. Consumed permits still count where the windows and the
     * strategy are the same. Calls in progress may still be decided by the old limits.
     *
     * @param policy has the same name as the one it replaces
     */
    public void replace(Policy policy) {
        policy.inAllTiers().forEach(this::replaceOne);
    }

    /**
     * The decision on a call while nothing is consumed. Takes nothing.
     *
     * @throws IllegalArgumentException for fewer than 1 permit
     */
    public Decision untouched(Policy policy, long permits) {
        return DecisionFactory.untouched(policy, permits, store.nowMillis());
    }

    /** The decision for a caller that the policy always rejects. Takes nothing. */
    public Grant reject(Policy policy) {
        return Grant.of(DecisionFactory.alwaysRejected(policy));
    }

    /** The decision that a call of the policy's cost would get now. Takes nothing. */
    public Decision peek(Policy policy, String key) {
        return peek(policy, key, policy.cost().permits());
    }

    /**
     * The decision that a call of this cost would get now. Takes nothing.
     *
     * @param permits at least 1
     */
    public Decision peek(Policy policy, String key, long permits) {
        return enforcer(policy).peek(key, permits);
    }

    /**
     * Clears the counter of the key.
     *
     * @throws IllegalStateException if the store does not confirm it in time
     */
    public void reset(Policy policy, String key) {
        confirm(
                enforcer(policy).limiter().reset(key),
                "The counter of policy '" + policy.name() + "' may not have been reset.");
    }

    /**
     * Ends a ban that the policy has imposed on the key. Consumed permits still count.
     *
     * @throws IllegalStateException if the store does not confirm it in time
     */
    public void pardon(Policy policy, String key) {
        confirm(
                enforcer(policy).limiter().pardon(key),
                "The ban of policy '" + policy.name() + "' may not have been lifted.");
    }

    private void confirm(CompletionStage<Void> change, String problem) {
        CompletableFuture<Void> changed = change.toCompletableFuture();
        storeTimeout.await(changed);
        try {
            changed.join();
        } catch (CompletionException e) {
            throw new IllegalStateException(problem, e.getCause());
        }
    }

    /**
     * Returns this node's leases, and closes the store. After a failed deployment the server loads
     * no more classes of the application. So this method stops every thread even if one of its
     * steps fails.
     */
    @Override
    public void close() {
        try (store;
                timer;
                health) {
            giveBack();
        }
    }

    /** Returns unused leases and pays debts; waits for the store. */
    private void giveBack() {
        storeTimeout.await(
                CompletableFuture.allOf(
                        enforcers.values().stream()
                                .map(enforcer -> enforcer.limiter().stop())
                                .toArray(CompletableFuture[]::new)));
    }

    private void rejoin() {
        enforcers.values().stream()
                .map(enforcer -> enforcer.limiter().rejoin())
                .forEach(SplitBrainMerger::begin);
    }

    private void replaceOne(Policy policy) {
        synchronized (lock(policy)) {
            Enforcer known = enforcers.get(policy.counters());
            if (known == null) {
                enforcers.put(policy.counters(), newEnforcer(policy));
            } else {
                PolicyLimiter old = known.limiter();
                old.stop();
                known.setLimiter(limiters.create(policy, old));
            }
        }
    }

    private Enforcer newEnforcer(Policy policy) {
        return new Enforcer(policy.name(), bans, store::nowMillis, limiters.create(policy, null));
    }
}
