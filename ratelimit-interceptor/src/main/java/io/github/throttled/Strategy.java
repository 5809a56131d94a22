package io.github.throttled;

import java.util.Arrays;
import java.util.Locale;
import java.util.Optional;

/** How a limit counts. */
public enum Strategy {

    /**
     * One count per window; windows are aligned to the epoch, and those of {@code /day}, {@code
     * /week}, {@code /month} and {@code /year} to the calendar. Cheapest; twice the quota can pass
     * around a boundary.
     */
    FIXED_WINDOW,

    /**
     * The count of this window plus the part of the last one that still lies within the window.
     * With {@code segments} the window is cut into parts that are counted whole, and no rolling
     * window ever sees more than the quota.
     */
    SLIDING_WINDOW,

    /** Every permit is remembered for one window: exact, at the price of memory. */
    SLIDING_LOG,

    /**
     * A bucket of tokens that is full at first and refilled evenly, at the rate of the limit: a
     * burst at once, and then the rate. It holds the quota, or {@code burst}.
     */
    TOKEN_BUCKET,

    /**
     * A constant rate: one permit per window and quota, as in 1 every 100 ms for {@code 10/second},
     * or {@code burst} of them at once.
     */
    LEAKY_BUCKET,

    /**
     * No rate: at most so many calls at a time, over all nodes, until they end or the node that
     * makes them does. The limit is a number without a window: {@code 20}.
     */
    CONCURRENT;

    /** The name used in configuration, for example {@code sliding-window}. */
    public String configName() {
        return name().toLowerCase(Locale.ROOT).replace('_', '-');
    }

    /** The strategy with this configuration name, if there is one. */
    public static Optional<Strategy> ofConfigName(String name) {
        return Arrays.stream(values()).filter(s -> s.configName().equals(name)).findFirst();
    }
}
