package io.github.throttled.client;

import java.time.Duration;
import java.time.Instant;
import java.util.concurrent.TimeUnit;

/** The clock of the client; tests use one that does not wait. */
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

    /** Returns the time since an arbitrary moment; it never jumps. */
    Duration now();

    /** Returns the current date and time, for servers that report dates. */
    Instant date();

    /** Waits. */
    void pause(Duration wait) throws InterruptedException;
}
