package io.github.throttled.internal.store.jdbc;

import java.util.Collection;
import java.util.Map;

/**
 * Counters as one grid has them: what was read while nodes left may be the state of one part of a
 * grid that the network has split, and such a part has another identity.
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
