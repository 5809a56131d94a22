package io.github.throttled.internal.store.jdbc;

import java.util.Collection;
import java.util.Map;

/** The counters that rows are written from. */
interface LiveCounters {

    /**
     * The stored states of these keys, without those that have no counter of their own.
     *
     * @throws DurableCounters.GridFailure if the grid does not answer
     */
    Map<String, long[]> states(Collection<String> keys);

    /**
     * Makes each of these counters the stricter of itself and this state.
     *
     * @throws DurableCounters.GridFailure if the result is uncertain
     */
    void merge(Map<String, long[]> states);

    /** The stricter of two states of one counter. */
    long[] stricter(long[] state, long[] other);
}
