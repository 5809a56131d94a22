package io.github.throttled.engine;

import io.github.throttled.store.CounterStore;
import io.github.throttled.store.Counters;
import io.github.throttled.store.Worth;

import java.util.concurrent.CompletionStage;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicLong;

/** A store that passes everything on, counts it, and has a clock that the test sets. */
final class ProbedStore implements CounterStore {

    final AtomicInteger reads = new AtomicInteger();
    final AtomicInteger writes = new AtomicInteger();
    private final CounterStore store;
    private final AtomicLong clock;

    ProbedStore(CounterStore store, AtomicLong clock) {
        this.store = store;
        this.clock = clock;
    }

    void forgetOperations() {
        reads.set(0);
        writes.set(0);
    }

    @Override
    public Counters counters(String policy, long memoryMillis, int maxKeys, Worth worth) {
        Counters counters = store.counters(policy, memoryMillis, maxKeys, worth);
        return new Counters() {
            @Override
            public CompletionStage<long[]> get(String key) {
                reads.incrementAndGet();
                return counters.get(key);
            }

            @Override
            public CompletionStage<Boolean> compareAndSet(
                    String key, long[] expected, long[] update) {
                writes.incrementAndGet();
                return counters.compareAndSet(key, expected, update);
            }

            @Override
            public long kept() {
                return counters.kept();
            }

            @Override
            public CompletionStage<Void> remove(String key) {
                return counters.remove(key);
            }
        };
    }

    @Override
    public long nowMillis() {
        return clock.get();
    }

    @Override
    public int members() {
        return store.members();
    }

    @Override
    public int shares() {
        return store.shares();
    }

    @Override
    public void onRejoin(Runnable action) {
        store.onRejoin(action);
    }

    @Override
    public String description() {
        return store.description();
    }

    @Override
    public void close() {
        store.close();
    }
}
