package io.github.throttled.internal.engine;

import io.github.throttled.Decision;
import io.github.throttled.internal.concurrent.DaemonScheduler;
import io.github.throttled.internal.config.model.Policy;
import io.github.throttled.internal.engine.combining.Debts;
import io.github.throttled.internal.engine.combining.DecisionFactory;
import io.github.throttled.internal.engine.combining.Holdings;
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
 * Decides calls. Every filter, every interceptor and every program that asks by hand ends here.
 *
 * <p>A decision waits for the store no longer than the timeout; then the policy's {@code
 * on-store-failure} answers. Thread-safe.
 */
public final class Limiter implements AutoCloseable {

    private final Map<String, Enforcer> enforcers = new ConcurrentHashMap<>();
    private final Map<String, Object> locks = new ConcurrentHashMap<>();
    private final CounterStore store;
    private final long node = ThreadLocalRandom.current().nextLong(1, Long.MAX_VALUE);
    private final DaemonScheduler timer = new DaemonScheduler();
    private final StoreTimeout patience;
    private final WaitingRoom waitingRoom;
    private final StoreHealth health;
    private final ManualBans bans = new ManualBans();

    /** A limiter where no call can wait for its turn. */
    public Limiter(CounterStore store, Duration timeout) {
        this(store, StoreTimeouts.of(timeout), 0);
    }

    /**
     * A limiter over a store, which it closes with itself.
     *
     * @param timeouts how long a decision waits for the store
     * @param maxWaiting how many calls may wait for their turn at a time; at least 0
     */
    public Limiter(CounterStore store, StoreTimeouts timeouts, int maxWaiting) {
        this.store = store;
        this.patience = new StoreTimeout(timeouts.maxWait(), timer);
        this.waitingRoom = new WaitingRoom(maxWaiting, timer);
        this.health = new StoreHealth(store, timeouts.silence(), patience);
        health.begin();
        store.onRejoin(this::rejoin);
        store.beforeShutdown(this::giveBack);
    }

    /** Whether the store is asked, or does not answer. */
    public StoreState storeState() {
        return health.state();
    }

    /** Whom somebody has banned by hand. */
    public ManualBans bans() {
        return bans;
    }

    /** Says who is told from now on how the store does. */
    public void tell(StoreListener listener) {
        health.tell(listener);
    }

    /** Which store it is, for an operator to read. */
    public String storeDescription() {
        return store.description();
    }

    /** How many nodes share the counters; at least 1. */
    public int members() {
        return store.members();
    }

    /**
     * How many permits this node has taken ahead and could use now. Takes as long as it has leases.
     *
     * @param counters as in {@link Policy#counters}
     * @return 0 if nobody has asked for these
     */
    public long leased(String counters) {
        Enforcer enforcer = enforcers.get(counters);
        return enforcer == null ? 0 : enforcer.limiter().leased();
    }

    /**
     * How many counters this node keeps, without the backups of others'. May take a moment.
     *
     * @param counters as in {@link Policy#counters}
     * @return 0 if nobody has asked for these
     */
    public long kept(String counters) {
        Enforcer enforcer = enforcers.get(counters);
        return enforcer == null ? 0 : enforcer.limiter().kept();
    }

    /** Where calls wait that were admitted to a later turn. */
    public WaitingRoom waitingRoom() {
        return waitingRoom;
    }

    /** Opens the policy's counters, so that what is wrong with them shows before the first call. */
    public void prepare(Policy policy) {
        policy.inAllTiers().forEach(this::enforcer);
    }

    /** What decides the policy's calls; the same for as long as this limiter is open. */
    public Enforcer enforcer(Policy policy) {
        Enforcer known = enforcers.get(policy.counters());
        return known != null ? known : open(policy);
    }

    /** Opening counters asks the grid and may take long: it keeps no other policy waiting. */
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
     * Decides by other limits from now on. What was consumed still counts where the windows and the
     * strategy are the same; calls that are being decided may still be by the old ones.
     *
     * @param policy of the same name as the one before
     */
    public void replace(Policy policy) {
        policy.inAllTiers().forEach(this::replaceOne);
    }

    /**
     * What a call would be told if nobody had consumed anything. Takes nothing.
     *
     * @throws IllegalArgumentException for fewer than 1 permit
     */
    public Decision untouched(Policy policy, long permits) {
        return DecisionFactory.of(
                policy.name(), policy.toLimits().open(null, store.nowMillis()).peek(permits));
    }

    /** The decision for a caller whom the policy never lets pass. Takes nothing. */
    public Grant deny(Policy policy) {
        return Grant.of(DecisionFactory.never(policy));
    }

    /** What a call of the policy's cost would be told now. Takes nothing. */
    public Decision peek(Policy policy, String key) {
        return enforcer(policy).peek(key, policy.cost().permits());
    }

    /**
     * Forgets what was counted for the key.
     *
     * @throws IllegalStateException if the store does not confirm it in time
     */
    public void reset(Policy policy, String key) {
        confirm(
                enforcer(policy).limiter().reset(key),
                "The counter of policy '" + policy.name() + "' may not have been reset.");
    }

    /**
     * Ends a ban that the policy has imposed on the key; what was counted stays.
     *
     * @throws IllegalStateException if the store does not confirm it in time
     */
    public void pardon(Policy policy, String key) {
        confirm(
                enforcer(policy).limiter().pardon(key),
                "The ban of policy '" + policy.name() + "' may not have been lifted.");
    }

    private void confirm(CompletionStage<Void> change, String otherwise) {
        CompletableFuture<Void> changed = change.toCompletableFuture();
        patience.await(changed);
        try {
            changed.join();
        } catch (CompletionException e) {
            throw new IllegalStateException(otherwise, e.getCause());
        }
    }

    /**
     * Gives back what this node has taken ahead, and closes the store. Where a deployment has
     * failed, the server loads no class of it any more: whatever then fails here, no thread stays
     * behind.
     */
    @Override
    public void close() {
        try (store;
                timer;
                health) {
            giveBack();
        }
    }

    /** What this node has taken ahead and not used, and pays what it owes; waits for the store. */
    private void giveBack() {
        patience.await(
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
                known.become(newLimiter(policy, old));
            }
        }
    }

    private Enforcer newEnforcer(Policy policy) {
        return new Enforcer(policy.name(), bans, store::nowMillis, newLimiter(policy, null));
    }

    /**
     * What calls hold, and what is owed, does not depend on who decides.
     *
     * @param old who has decided so far; null for nobody
     */
    private PolicyLimiter newLimiter(Policy policy, PolicyLimiter old) {
        if (!policy.counting().isHeld()) {
            Debts debts = old == null ? Debts.of(policy) : old.debts().orThoseOf(policy);
            return new PolicyLimiter(policy, store, health, node, patience, debts);
        }
        Holdings holdings =
                old instanceof ConcurrencyLimiter concurrency
                        ? concurrency.holdings()
                        : new Holdings();
        return new ConcurrencyLimiter(policy, store, health, node, patience, holdings);
    }
}
