package io.github.throttled.internal.store.jdbc;

import java.util.Collection;
import java.util.Map;

/**
 * The counters while the grid does not answer. A node then knows only its own last changes.
 *
 * @param counters take the stricter of two states
 */
record LastStates(DurableCounters counters) implements LiveCounters {

    @Override
    public Map<String, long[]> states(Collection<String> keys) {
        return Map.of();
    }

    @Override
    public void merge(Map<String, long[]> states) {
        // There is no counter to merge into.
    }

    @Override
    public long[] stricter(long[] state, long[] other) {
        return counters.stricter(state, other);
    }
}
