package io.github.throttled.policy;

import static io.github.throttled.algorithm.Algorithm.MAX_QUOTA_TIMES_WINDOW;

import java.time.Duration;

/**
 * A quota per window.
 *
 * @param quota permits per window; at least 1, and small enough that {@code quota x window} can be
 *     counted with
 * @param window the length of the window; 1 millisecond to 366 days, in whole milliseconds
 */
public record Limit(long quota, Duration window) {

    /**
     * Checks the ranges.
     *
     * @throws BadValueException if the limit could not be kept
     */
    public Limit {
        DurationSyntax.check(window);
        if (quota < 1) {
            throw new BadValueException("a quota must be at least 1, or nothing is ever admitted");
        }
        long largest = MAX_QUOTA_TIMES_WINDOW / window.toMillis();
        if (quota > largest) {
            throw new BadValueException(
                    "a quota of %d is too large to count exactly; this window can have at most %d"
                            .formatted(quota, largest));
        }
    }
}
