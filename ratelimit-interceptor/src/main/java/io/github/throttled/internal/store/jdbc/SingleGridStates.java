package io.github.throttled.internal.store.jdbc;

import java.util.Collection;
import java.util.Map;

/**
 * The counters of one grid. A state that was read while nodes left may belong to one part of a
 * split grid. Such a part has another identity, so the state is rejected.
 */
record SingleGridStates(DurableCounters counters, GridIdentity identity) implements LiveCounters {

    @Override
    public Map<String, long[]> states(Collection<String> keys) {
        Map<String, long[]> states = counters.states(keys);
        if (!identity.isCurrent()) {
            throw new DurableCounters.GridFailure(new IllegalStateException("nodes have left"));
        }
        return states;
    }

    @Override
    public void merge(Map<String, long[]> states) {
        counters.merge(states);
    }

    @Override
    public long[] stricter(long[] state, long[] other) {
        return counters.stricter(state, other);
    }
}
