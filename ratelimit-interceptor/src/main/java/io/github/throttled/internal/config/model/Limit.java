package io.github.throttled.internal.config.model;

import io.github.throttled.internal.algorithm.Algorithm;
import io.github.throttled.internal.algorithm.CalendarPeriod;
import io.github.throttled.internal.config.syntax.BadValueException;
import io.github.throttled.internal.config.syntax.DurationSyntax;
import io.github.throttled.internal.config.syntax.KebabCase;

import java.time.Duration;
import java.util.Optional;

/**
 * A quota per window, or of concurrent calls.
 *
 * @param quota permits per window; at least 1, and so small that {@code quota x window} does not
 *     overflow
 * @param window the length of the window, or the approximate length of the period; 1 millisecond to
 *     366 days, in whole milliseconds; zero for a quota of concurrent calls
 * @param period the calendar period, if the limit names one: {@code 5/day} but not {@code 5/24h}
 */
public record Limit(long quota, Duration window, Optional<CalendarPeriod> period) {

    /**
     * Checks the ranges.
     *
     * @throws BadValueException if the limit could not be enforced
     */
    public Limit {
        if (quota < 1) {
            throw new BadValueException("a quota must be at least 1, or nothing is ever admitted");
        }
        if (window.isZero()) {
            checkAtATime(quota);
        } else {
            checkPerWindow(quota, window, period);
        }
    }

    /** A quota per window of this length. */
    public Limit(long quota, Duration window) {
        this(quota, window, Optional.empty());
    }

    /** A quota per period of the calendar. */
    public Limit(long quota, CalendarPeriod period) {
        this(quota, period.usual(), Optional.of(period));
    }

    /** A quota of concurrent calls. */
    static Limit atATime(long quota) {
        return new Limit(quota, Duration.ZERO);
    }

    /** The form of the configuration: {@code 10/minute}, {@code 5 per 15 minutes}. */
    public String text() {
        if (isAtATime()) {
            return Long.toString(quota);
        }
        return period.map(of -> quota + "/" + KebabCase.of(of))
                .orElseGet(() -> quota + DurationSyntax.perWindow(window));
    }

    /** Whether the quota is of concurrent calls. */
    public boolean isAtATime() {
        return window.isZero();
    }

    private static void checkAtATime(long quota) {
        if (quota > Algorithm.MAX_CONCURRENCY) {
            throw new BadValueException(
                    "%d calls at a time are too many; it can be at most %d"
                            .formatted(quota, Algorithm.MAX_CONCURRENCY));
        }
    }

    private static void checkPerWindow(
            long quota, Duration window, Optional<CalendarPeriod> period) {
        DurationSyntax.check(window);
        long largest = Algorithm.largestQuota(period.map(CalendarPeriod::longest).orElse(window));
        if (quota > largest) {
            throw new BadValueException(
                    "a quota of %d is too large to count exactly; this window can have at most %d"
                            .formatted(quota, largest));
        }
    }
}
