package io.github.throttled;

import java.util.Arrays;
import java.util.Locale;
import java.util.Optional;

/** The algorithm by which a limit counts calls. */
public enum Strategy {

    /**
     * Counts calls per window. Windows of {@code /day}, {@code /week}, {@code /month} and {@code
     * /year} are aligned to the calendar, other windows to the epoch. It is the cheapest strategy,
     * but around a boundary it admits up to twice the quota.
     */
    FIXED_WINDOW,

    /**
     * Counts the calls of this window and a share of the calls of the previous window. The share is
     * the part of the previous window that a sliding window still overlaps. With {@code segments},
     * the window consists of segments that count whole. Then no sliding window ever exceeds the
     * quota.
     */
    SLIDING_WINDOW,

    /**
     * Stores the time of every permit for one window. It is exact, but needs more memory. The quota
     * is at most 1024.
     */
    SLIDING_LOG,

    /**
     * Takes tokens from a bucket that starts full and refills evenly at the rate of the limit. It
     * admits a burst at once, and later calls at the rate. The bucket holds {@code burst} tokens,
     * by default as many as the quota.
     */
    TOKEN_BUCKET,

    /**
     * Admits calls at a constant rate: {@code 10/second} admits one call every 100 ms. With {@code
     * burst}, it admits so many calls at once. With {@code max-wait}, it delays an early call for
     * up to that time instead of rejecting it.
     */
    LEAKY_BUCKET,

    /**
     * Limits how many calls run at the same time on all nodes together. A permit returns when its
     * call ends, or about 10 seconds after its node dies. The limit is a number without a window:
     * {@code 20}.
     */
    CONCURRENT;

    /**
     * Returns the name of this strategy in the configuration.
     *
     * @return lower case with hyphens, for example {@code sliding-window}
     */
    public String configName() {
        return name().toLowerCase(Locale.ROOT).replace('_', '-');
    }

    /**
     * Finds the strategy with a name of the configuration.
     *
     * @param name lower case with hyphens, for example {@code sliding-window}; may be null
     * @return empty if no strategy has exactly this name
     */
    public static Optional<Strategy> ofConfigName(String name) {
        return Arrays.stream(values()).filter(s -> s.configName().equals(name)).findFirst();
    }
}
