package io.github.throttled.internal.store;

import io.github.throttled.internal.algorithm.Limits;

/**
 * Ranks counters for eviction: the lowest rank is evicted first. A caller that floods a store with
 * keys must not be able to evict a counter that rejects it.
 */
@FunctionalInterface
public interface EvictionRank {

    /** The counter rejects calls, and its eviction would admit them. */
    int LIMITED = 1000;

    /** The same rank for all counters; none is protected from eviction. */
    EvictionRank EQUAL = (state, nowMillis) -> 0;

    /**
     * The rank of a counter.
     *
     * @param state what is stored
     * @return from 0, evicted first, to {@link #LIMITED}
     */
    int of(long[] state, long nowMillis);

    /**
     * The stricter of two states of one counter: it admits nothing that one of them would reject.
     *
     * @param state what is stored
     * @param other what is stored elsewhere
     * @return {@code state} itself if the other one adds nothing to it
     */
    default long[] stricter(long[] state, long[] other) {
        return state;
    }

    /**
     * When a counter was last changed, in milliseconds since the epoch.
     *
     * @param state what is stored
     * @return {@link Long#MAX_VALUE} if that is not known
     */
    default long changedMillis(long[] state) {
        return Long.MAX_VALUE;
    }

    /** Ranks counters of these limits. */
    static EvictionRank of(Limits limits) {
        return new EvictionRank() {
            @Override
            public int of(long[] state, long nowMillis) {
                return limits.used(state, nowMillis);
            }

            @Override
            public long changedMillis(long[] state) {
                return limits.changedMillis(state);
            }

            @Override
            public long[] stricter(long[] state, long[] other) {
                return limits.stricter(state, other);
            }
        };
    }
}
