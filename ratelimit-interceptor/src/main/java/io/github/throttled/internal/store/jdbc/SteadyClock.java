package io.github.throttled.internal.store.jdbc;

import java.time.Duration;
import java.util.function.LongSupplier;

/**
 * Tells whether a clock can be believed: what is deleted by a clock that is wrong for a while does
 * not come back. For one thread at a time.
 */
final class SteadyClock {

    /** What may lie between two clocks, and between two readings on a busy machine. */
    private static final long TOLERANCE_MILLIS = Duration.ofMinutes(1).toMillis();

    private final LongSupplier clock;
    private final LongSupplier stopwatch;
    private long lastMillis;
    private long lastNanos;

    /**
     * @param clock milliseconds since the epoch
     * @param stopwatch nanoseconds since whenever, which nobody sets
     */
    SteadyClock(LongSupplier clock, LongSupplier stopwatch) {
        this.clock = clock;
        this.stopwatch = stopwatch;
        this.lastMillis = clock.getAsLong();
        this.lastNanos = stopwatch.getAsLong();
    }

    /** Whether as much time has passed on the clock as in truth since this was last asked. */
    boolean isSteady() {
        long millis = clock.getAsLong();
        long nanos = stopwatch.getAsLong();
        long passed = millis - lastMillis;
        long truth = Duration.ofNanos(nanos - lastNanos).toMillis();
        lastMillis = millis;
        lastNanos = nanos;
        return Math.abs(passed - truth) <= TOLERANCE_MILLIS;
    }
}
