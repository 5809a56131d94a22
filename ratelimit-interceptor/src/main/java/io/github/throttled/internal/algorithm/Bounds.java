package io.github.throttled.internal.algorithm;

/** The bounds of quotas and windows, so that no product of them overflows. */
final class Bounds {

    private Bounds() {}

    /**
     * Rejects a quota or window that {@link Algorithm} cannot count exactly.
     *
     * @throws IllegalArgumentException with the problem and the valid range
     */
    static void check(long quota, long windowMillis) {
        require(quota >= 1, "A quota is at least 1 permit, not " + quota + ".");
        require(windowMillis >= 1, "A window is at least 1 ms, not " + windowMillis + ".");
        require(
                windowMillis <= Algorithm.MAX_WINDOW_MILLIS,
                "A window is at most %d ms, not %d."
                        .formatted(Algorithm.MAX_WINDOW_MILLIS, windowMillis));
        require(
                quota <= maxQuota(windowMillis),
                "The quota of a window of %d ms is at most %d permits, not %d."
                        .formatted(windowMillis, maxQuota(windowMillis), quota));
    }

    /** The largest quota of a window of this length, and so its largest count. */
    static long maxQuota(long windowMillis) {
        return Algorithm.MAX_QUOTA_TIMES_WINDOW / windowMillis;
    }

    /** {@code counted + permits}, but no more than the largest count. */
    static long sum(long counted, long permits, long most) {
        return permits > most - counted ? Math.max(counted, most) : counted + permits;
    }

    static void require(boolean right, String wrong) {
        if (!right) {
            throw new IllegalArgumentException(wrong);
        }
    }
}
