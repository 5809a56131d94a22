package io.github.throttled.internal.algorithm;

/**
 * Bans a caller for a while after a number of rejections in a row. Rejections during a ban neither
 * count nor prolong it. State, after the slices of the limits: the rejections in a row, and the
 * remaining time of the ban in milliseconds.
 *
 * @param rejections how many in a row; 1 or more
 * @param banMillis the length of the ban; 1 to {@link Algorithm#MAX_WINDOW_MILLIS}
 */
public record BanRule(long rejections, long banMillis) {

    static final int SIZE = 2;

    private static final int STRIKES = 0;
    private static final int BAN = 1;

    /**
     * Checks the ranges.
     *
     * @throws IllegalArgumentException if a value is out of range
     */
    public BanRule {
        Bounds.require(rejections >= 1, "A ban follows at least 1 rejection, not " + rejections);
        Bounds.require(
                banMillis >= 1 && banMillis <= Algorithm.MAX_WINDOW_MILLIS,
                "A ban lasts 1 to %d ms, not %d."
                        .formatted(Algorithm.MAX_WINDOW_MILLIS, banMillis));
    }

    void advance(long[] state, int at, long elapsed) {
        // A shortened ban also shortens bans in progress.
        state[at + BAN] = Math.max(0, Math.min(state[at + BAN], banMillis) - elapsed);
    }

    /** Makes the state the stricter of itself and another one. Returns whether that changes it. */
    boolean join(long[] state, int at, long[] other) {
        boolean harder =
                other[at + STRIKES] > state[at + STRIKES] || other[at + BAN] > state[at + BAN];
        state[at + STRIKES] = Math.max(state[at + STRIKES], other[at + STRIKES]);
        state[at + BAN] = Math.max(state[at + BAN], other[at + BAN]);
        return harder;
    }

    /** Clears the rejections and the ban. Returns whether that changes the state. */
    boolean pardon(long[] state, int at) {
        boolean changes = state[at + STRIKES] != 0 || state[at + BAN] != 0;
        state[at + STRIKES] = 0;
        state[at + BAN] = 0;
        return changes;
    }

    /** The remaining time of the ban; 0 for none. */
    long waitMillis(long[] state, int at) {
        return state[at + BAN];
    }

    /** The limits have rejected a call. */
    void rejected(long[] state, int at) {
        state[at + STRIKES]++;
        if (state[at + STRIKES] >= rejections) {
            state[at + STRIKES] = 0;
            state[at + BAN] = banMillis;
        }
    }

    /** The limits have admitted a call. */
    void admitted(long[] state, int at) {
        state[at + STRIKES] = 0;
    }
}
