package io.github.throttled.internal.store.local;

import io.github.throttled.internal.store.CounterStore;
import io.github.throttled.internal.store.EvictionRank;
import io.github.throttled.internal.store.SharedMaps;

import java.time.Duration;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.LongSupplier;

/**
 * Counters in the memory of this node: for one node, for tests, and while the grid does not answer.
 */
public final class LocalCounterStore implements CounterStore {

    private final Map<String, LocalCounters> policies = new ConcurrentHashMap<>();
    private final LongSupplier clock;

    /** A store with the system's time. */
    public LocalCounterStore() {
        this(System::currentTimeMillis);
    }

    /**
     * A store with this clock.
     *
     * @param clock milliseconds since the epoch
     */
    public LocalCounterStore(LongSupplier clock) {
        this.clock = clock;
    }

    @Override
    public LocalCounters counters(
            String policy, long memoryMillis, int maxKeys, EvictionRank rank) {
        // Counters that are no longer used must not stay for ever.
        policies.values().forEach(LocalCounters::forgetIdle);
        LocalCounters counters = policies.computeIfAbsent(policy, name -> new LocalCounters(clock));
        counters.keep(memoryMillis, maxKeys, rank);
        return counters;
    }

    @Override
    public long nowMillis() {
        return clock.getAsLong();
    }

    @Override
    public int members() {
        return 1;
    }

    @Override
    public boolean isShared() {
        return false;
    }

    @Override
    public SharedMaps sharedMaps(Duration timeout) {
        return new LocalSharedMaps(this::nowMillis);
    }

    @Override
    public String description() {
        return "this node's memory";
    }

    @Override
    public void close() {
        policies.clear();
    }
}
