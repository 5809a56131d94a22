package io.github.throttled.internal.algorithm;

/**
 * Reads the state of a limit from a copy of what it has counted, long after the counter may have
 * changed. For limits that count at most {@link #NUMBERS} numbers.
 */
public final class LimitReader {

    /** The most numbers of a limit. */
    static final int NUMBERS = 2;

    private final Algorithm algorithm;

    LimitReader(Algorithm algorithm) {
        this.algorithm = algorithm;
    }

    /**
     * The state of the limit as an admitted call leaves it.
     *
     * @param first the first number that it counts
     * @param second the second one, or 0
     * @param now the instant of both, milliseconds since the epoch
     */
    public Verdict.Reading read(long first, long second, long now) {
        long[] slice = {first, second};
        long remaining = algorithm.remaining(slice, 0, now);
        return new Verdict.Reading(
                algorithm.quota(),
                algorithm.windowMillis(),
                remaining,
                moreMillis(slice, now, remaining),
                algorithm.resetMillis(slice, 0, now),
                0);
    }

    /** As {@link Counter#moreMillis}. */
    private long moreMillis(long[] slice, long now, long remaining) {
        if (remaining >= algorithm.capacity() || !algorithm.isPredictable()) {
            return 0;
        }
        long turn = algorithm.waitMillis(slice, 0, now, remaining + 1);
        return turn == Algorithm.NEVER ? turn : Math.max(0, turn - algorithm.maxDelayMillis());
    }
}
