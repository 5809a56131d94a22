package io.github.throttled.internal.store;

import io.github.throttled.internal.algorithm.Limits;

/**
 * What would be lost if a counter were forgotten. Those who flood a store with keys must not get
 * rid of a counter that refuses them: what is worth least is forgotten first.
 */
@FunctionalInterface
public interface EvictionRank {

    /** Calls of the key are refused, and would be admitted if it were forgotten. */
    int LIMITED = 1000;

    /** All counters are worth the same; none is kept when there is no room. */
    EvictionRank EQUAL = (state, nowMillis) -> 0;

    /**
     * How much a counter is worth.
     *
     * @param state what is stored
     * @return from 0, nothing, to {@link #LIMITED}
     */
    int of(long[] state, long nowMillis);

    /**
     * The stricter of two states of one counter: it admits nothing that one of them would not.
     *
     * @param state what is stored
     * @param other what is stored elsewhere
     * @return {@code state} itself where the other one adds nothing to it
     */
    default long[] stricter(long[] state, long[] other) {
        return state;
    }

    /** The worth of counters of these limits. */
    static EvictionRank of(Limits limits) {
        return new EvictionRank() {
            @Override
            public int of(long[] state, long nowMillis) {
                return limits.used(state, nowMillis);
            }

            @Override
            public long[] stricter(long[] state, long[] other) {
                return limits.stricter(state, other);
            }
        };
    }
}
