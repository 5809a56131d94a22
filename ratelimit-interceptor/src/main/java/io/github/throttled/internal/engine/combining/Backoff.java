package io.github.throttled.internal.engine.combining;

import io.github.throttled.internal.concurrent.DaemonScheduler;

import java.time.Duration;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.ThreadLocalRandom;

/**
 * Delays the retry of a compare-and-set that failed because another node was faster. The first
 * retry is immediate, which is cheapest. Later ones wait for a random part of a time that doubles,
 * so that competing nodes do not keep failing each other's attempts.
 */
public interface Backoff {

    /**
     * Retries, possibly later.
     *
     * @param failures the number of failures in a row; at least 1
     */
    void retry(int failures, Runnable attempt);

    /** Waits for a random part of a time that doubles. */
    static Backoff randomly(DaemonScheduler timer) {
        return (failures, attempt) -> {
            long micros = longestMicros(failures);
            if (micros == 0) {
                attempt.run();
                return;
            }
            long nanos = ThreadLocalRandom.current().nextLong(micros * 1_000);
            try {
                timer.after(Duration.ofNanos(nanos), attempt);
            } catch (RejectedExecutionException e) {
                // The application is being stopped: retry at once, so that no caller waits in vain.
                attempt.run();
            }
        };
    }

    /** From one round trip in a small network to several in a large one. */
    private static long longestMicros(int failures) {
        return failures < 2 ? 0 : 250L << Math.min(failures - 2, 5);
    }
}
