package io.github.throttled.internal.store.jdbc;

import java.util.Collection;
import java.util.Map;

/**
 * What a node knows itself when the grid is gone: nothing more than what it has changed.
 *
 * @param counters tell which of two states is the stricter one
 */
record LastStates(DurableCounters counters) implements LiveCounters {

    @Override
    public Map<String, long[]> states(Collection<String> keys) {
        return Map.of();
    }

    @Override
    public void merge(Map<String, long[]> states) {
        // There is no counter that could become stricter.
    }

    @Override
    public long[] stricter(long[] state, long[] other) {
        return counters.stricter(state, other);
    }
}
