package io.github.throttled.internal.engine;

import io.github.throttled.internal.store.CounterStore;
import io.github.throttled.internal.store.Counters;
import io.github.throttled.internal.store.EvictionRank;
import io.github.throttled.internal.store.ForwardingCounterStore;
import io.github.throttled.internal.store.ForwardingCounters;

import java.util.concurrent.CompletionStage;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicLong;

/** A store that passes everything on, counts it, and has a clock that the test sets. */
public final class ProbedStore extends ForwardingCounterStore {

    final AtomicInteger reads = new AtomicInteger();
    public final AtomicInteger writes = new AtomicInteger();
    private final AtomicLong clock;

    public ProbedStore(CounterStore store, AtomicLong clock) {
        super(store);
        this.clock = clock;
    }

    void forgetOperations() {
        reads.set(0);
        writes.set(0);
    }

    @Override
    public Counters counters(String policy, long memoryMillis, int maxKeys, EvictionRank rank) {
        Counters counters = super.counters(policy, memoryMillis, maxKeys, rank);
        return new ForwardingCounters(counters) {
            @Override
            public CompletionStage<long[]> get(String key) {
                reads.incrementAndGet();
                return super.get(key);
            }

            @Override
            public CompletionStage<Stored> store(String key, long[] expected, long[] update) {
                writes.incrementAndGet();
                return super.store(key, expected, update);
            }
        };
    }

    @Override
    public long nowMillis() {
        return clock.get();
    }

    /** Tests have several limiters over the memory of one node. */
    @Override
    public boolean isShared() {
        return true;
    }
}
