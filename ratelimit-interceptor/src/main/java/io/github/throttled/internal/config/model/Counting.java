package io.github.throttled.internal.config.model;

import io.github.throttled.Strategy;
import io.github.throttled.internal.algorithm.Algorithm;

import java.time.Duration;
import java.time.ZoneId;

/**
 * How the limits of a policy count.
 *
 * @param strategy one for all limits
 * @param segments the parts of a sliding window; 2 or more, or 0 for the two-counter approximation
 * @param burst how many permits a bucket holds; 1 or more, or 0 for the default: the quota of a
 *     token bucket, and 1 of a leaky one
 * @param maxWait how long a leaky bucket may delay a call before it rejects; not negative
 * @param lease how many permits a node may take from the grid at once; at least 1, or {@link #AUTO}
 * @param zone the time zone of calendar days, weeks, months and years
 */
public record Counting(
        Strategy strategy, int segments, long burst, Duration maxWait, long lease, ZoneId zone) {

    /** The lease of a node that takes each permit only when a call needs it. */
    public static final long STRICT = 1;

    /** The lease of a node that adapts the size to its calls. */
    public static final long AUTO = 0;

    /** A strategy with all defaults. */
    public Counting(Strategy strategy) {
        this(strategy, 0, 0, Duration.ZERO, STRICT, ZoneId.of("UTC"));
    }

    /** Whether a call holds its permits only until it ends. */
    public boolean isHeld() {
        return strategy == Strategy.CONCURRENT;
    }

    /** Whether nodes take permits before calls need them. */
    public boolean isLeased() {
        return lease != STRICT;
    }

    /** Whether calls can be admitted with a delay. */
    public boolean delaysCalls() {
        return !maxWait.isZero();
    }

    /**
     * A limit as a function on a counter's state.
     *
     * @param node the identity of the node that counts; positive
     * @throws IllegalArgumentException if the strategy cannot count it
     */
    public Algorithm of(Limit limit, long node) {
        long quota = limit.quota();
        long window = limit.window().toMillis();
        return switch (strategy) {
            case FIXED_WINDOW ->
                    limit.period()
                            .map(period -> Algorithm.calendarWindow(quota, period, zone))
                            .orElseGet(() -> Algorithm.fixedWindow(quota, window));
            case SLIDING_WINDOW ->
                    segments == 0
                            ? Algorithm.slidingWindow(quota, window)
                            : Algorithm.segmentedWindow(quota, window, segments);
            case SLIDING_LOG -> Algorithm.slidingLog(quota, window);
            case TOKEN_BUCKET -> Algorithm.tokenBucket(quota, window, burst == 0 ? quota : burst);
            case CONCURRENT -> Algorithm.concurrency(quota, node);
            case LEAKY_BUCKET ->
                    Algorithm.leakyBucket(quota, window, Math.max(1, burst), maxWait.toMillis());
        };
    }
}
