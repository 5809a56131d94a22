package io.github.throttled;

import java.util.Arrays;
import java.util.Locale;
import java.util.Optional;

/** The algorithm by which a limit counts calls. */
public enum Strategy {

    /**
     * Counts calls per window. Windows are aligned to the epoch; windows of {@code /day}, {@code
     * /week}, {@code /month} and {@code /year} are aligned to the calendar. It is the cheapest
     * strategy, but around a boundary it admits up to twice the quota.
     */
    FIXED_WINDOW,

    /**
     * Counts the calls of this window and the part of the previous window that still overlaps a
     * sliding window. With {@code segments} the window is divided into parts that are counted
     * whole; then no sliding window ever exceeds the quota.
     */
    SLIDING_WINDOW,

    /** Stores the time of every permit for one window. It is exact, but needs more memory. */
    SLIDING_LOG,

    /**
     * A bucket of tokens that starts full and refills evenly at the rate of the limit. It admits a
     * burst at once and then the rate. Its capacity is the quota, or {@code burst}.
     */
    TOKEN_BUCKET,

    /**
     * Admits calls at a constant rate, for example one every 100 ms for {@code 10/second}; or
     * {@code burst} calls at once.
     */
    LEAKY_BUCKET,

    /**
     * Limits how many calls run at the same time on all nodes. A permit returns when its call ends
     * or its node stops. The limit is a number without a window: {@code 20}.
     */
    CONCURRENT;

    /** Returns the name in the configuration, for example {@code sliding-window}. */
    public String configName() {
        return name().toLowerCase(Locale.ROOT).replace('_', '-');
    }

    /** Returns the strategy with this name in the configuration; empty if there is none. */
    public static Optional<Strategy> ofConfigName(String name) {
        return Arrays.stream(values()).filter(s -> s.configName().equals(name)).findFirst();
    }
}
