package io.github.throttled.internal.engine.combining;

import io.github.throttled.internal.concurrent.DaemonScheduler;

import java.time.Duration;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.ThreadLocalRandom;

/**
 * How long a node lets others go first that have defeated its compare-and-set: not at all the first
 * time, when trying again at once is cheapest, and then for a random part of a time that doubles,
 * so that nodes which compete for a key do not keep defeating each other.
 */
public interface Backoff {

    /**
     * Tries again later.
     *
     * @param defeats how often in a row; at least 1
     */
    void retry(int defeats, Runnable attempt);

    /** For a random time that doubles. */
    static Backoff randomly(DaemonScheduler timer) {
        return (defeats, attempt) -> {
            long micros = longestMicros(defeats);
            if (micros == 0) {
                attempt.run();
                return;
            }
            long nanos = ThreadLocalRandom.current().nextLong(micros * 1_000);
            try {
                timer.after(Duration.ofNanos(nanos), attempt);
            } catch (RejectedExecutionException e) {
                // The application is being stopped: callers shall not wait for nothing.
                attempt.run();
            }
        };
    }

    /** From a round trip in a small network to a few of them in a large one. */
    private static long longestMicros(int defeats) {
        return defeats < 2 ? 0 : 250L << Math.min(defeats - 2, 5);
    }
}
