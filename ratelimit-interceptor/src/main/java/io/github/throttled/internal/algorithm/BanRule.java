package io.github.throttled.internal.algorithm;

/**
 * Who is rejected so many times in a row is banned for a while, whatever the limits say. Rejections
 * during a ban neither count nor prolong it. State, behind the slices of the limits: rejections in
 * a row, and how long the ban still lasts in milliseconds.
 *
 * @param rejections how many in a row; 1 or more
 * @param banMillis how long the ban lasts; 1 to {@link Algorithm#MAX_WINDOW_MILLIS}
 */
public record BanRule(long rejections, long banMillis) {

    static final int SIZE = 2;

    private static final int STRIKES = 0;
    private static final int BAN = 1;

    /**
     * Checks the ranges.
     *
     * @throws IllegalArgumentException if one is left
     */
    public BanRule {
        Bounds.require(rejections >= 1, "A ban follows at least 1 rejection, not " + rejections);
        Bounds.require(
                banMillis >= 1 && banMillis <= Algorithm.MAX_WINDOW_MILLIS,
                "A ban lasts 1 to %d ms, not %d."
                        .formatted(Algorithm.MAX_WINDOW_MILLIS, banMillis));
    }

    void advance(long[] state, int at, long elapsed) {
        // A shortened ban ends sooner for those who are banned already.
        state[at + BAN] = Math.max(0, Math.min(state[at + BAN], banMillis) - elapsed);
    }

    /** Makes it the harder of itself and another one; whether that changes it. */
    boolean join(long[] state, int at, long[] other) {
        boolean harder =
                other[at + STRIKES] > state[at + STRIKES] || other[at + BAN] > state[at + BAN];
        state[at + STRIKES] = Math.max(state[at + STRIKES], other[at + STRIKES]);
        state[at + BAN] = Math.max(state[at + BAN], other[at + BAN]);
        return harder;
    }

    /** Makes it one of somebody who was never rejected; whether that changes it. */
    boolean pardon(long[] state, int at) {
        boolean changes = state[at + STRIKES] != 0 || state[at + BAN] != 0;
        state[at + STRIKES] = 0;
        state[at + BAN] = 0;
        return changes;
    }

    /** How long the ban still lasts; 0 if there is none. */
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
