package io.github.throttled.internal.store.jdbc;

import java.util.Collection;
import java.util.Map;

/** The counters that rows are written from. */
interface LiveCounters {

    /**
     * What is stored for these keys, without those that have no counter of their own.
     *
     * @throws DurableCounters.GridFailure if it cannot be told
     */
    Map<String, long[]> states(Collection<String> keys);

    /**
     * Makes each of these counters the stricter of itself and this state.
     *
     * @throws DurableCounters.GridFailure if that is not certain
     */
    void merge(Map<String, long[]> states);

    /** The stricter of two states of one counter. */
    long[] stricter(long[] state, long[] other);
}
