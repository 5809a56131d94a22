package io.github.throttled.benchmark;

import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;

/** Asks once for every key, so that none is new to the limiter when it is measured. */
final class Filling {

    /** Not more of them: a fork-join pool would add one for each that waits for the grid. */
    private static final int THREADS = 64;

    private Filling() {}

    static void fill(Decider decider, List<String> keys) {
        ExecutorService callers = Executors.newFixedThreadPool(THREADS);
        try {
            List<Future<?>> parts = new ArrayList<>();
            for (int i = 0; i < THREADS; i++) {
                int first = i;
                parts.add(callers.submit(() -> fill(decider, keys, first)));
            }
            for (Future<?> part : parts) {
                part.get();
            }
        } catch (ExecutionException | InterruptedException e) {
            throw new IllegalStateException("Not all keys are known to the limiter.", e);
        } finally {
            callers.shutdown();
        }
    }

    private static void fill(Decider decider, List<String> keys, int first) {
        for (int i = first; i < keys.size(); i += THREADS) {
            decider.tryAcquire(keys.get(i));
        }
    }
}
