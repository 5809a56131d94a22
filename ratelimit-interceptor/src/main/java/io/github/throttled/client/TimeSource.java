package io.github.throttled.client;

import java.time.Duration;
import java.time.Instant;
import java.util.concurrent.TimeUnit;

/** Time that passes, and waiting for it; tests let it pass at once. */
interface TimeSource {

    TimeSource SYSTEM =
            new TimeSource() {
                @Override
                public Duration now() {
                    return Duration.ofNanos(System.nanoTime());
                }

                @Override
                public Instant date() {
                    return Instant.now();
                }

                @Override
                public void pause(Duration wait) throws InterruptedException {
                    TimeUnit.NANOSECONDS.sleep(wait.toNanos());
                }
            };

    /** Time since some moment; it never jumps. */
    Duration now();

    /** The date and time of day, for what servers tell in dates. */
    Instant date();

    /** Lets time pass. */
    void pause(Duration wait) throws InterruptedException;
}
