package io.github.throttled.internal.store.jdbc;

import java.time.Duration;
import java.util.function.LongSupplier;

/**
 * Checks whether a clock can be trusted: rows that a temporarily wrong clock deletes do not come
 * back. For one thread at a time.
 */
final class SteadyClock {

    /** The possible difference of two clocks, and of two readings on a busy machine. */
    private static final long TOLERANCE_MILLIS = Duration.ofMinutes(1).toMillis();

    private final LongSupplier clock;
    private final LongSupplier stopwatch;
    private long lastMillis;
    private long lastNanos;

    /**
     * @param clock milliseconds since the epoch
     * @param stopwatch monotonic nanoseconds, as {@link System#nanoTime}
     */
    SteadyClock(LongSupplier clock, LongSupplier stopwatch) {
        this.clock = clock;
        this.stopwatch = stopwatch;
        this.lastMillis = clock.getAsLong();
        this.lastNanos = stopwatch.getAsLong();
    }

    /** Whether the clock has advanced as much as the stopwatch since the last call. */
    boolean isSteady() {
        long millis = clock.getAsLong();
        long nanos = stopwatch.getAsLong();
        long passed = millis - lastMillis;
        long elapsed = Duration.ofNanos(nanos - lastNanos).toMillis();
        lastMillis = millis;
        lastNanos = nanos;
        return Math.abs(passed - elapsed) <= TOLERANCE_MILLIS;
    }
}
