package io.github.throttled.engine;

import io.github.throttled.store.CounterStore;
import io.github.throttled.store.Counters;
import io.github.throttled.store.Worth;

/** A store that outlives the limiters that use it. */
record Unclosed(CounterStore store) implements CounterStore {

    @Override
    public Counters counters(String policy, long memoryMillis, int maxKeys, Worth worth) {
        return store.counters(policy, memoryMillis, maxKeys, worth);
    }

    @Override
    public long nowMillis() {
        return store.nowMillis();
    }

    @Override
    public int members() {
        return store.members();
    }

    @Override
    public String description() {
        return store.description();
    }

    @Override
    public void close() {
        // Others use it.
    }
}
