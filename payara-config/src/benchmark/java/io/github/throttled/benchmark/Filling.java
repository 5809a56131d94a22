package io.github.throttled.benchmark;

import java.util.Arrays;
import java.util.concurrent.ForkJoinPool;

/** Asks once for every key, so that none is new to the limiter when it is measured. */
final class Filling {

    private static final int THREADS = 64;

    private Filling() {}

    static void fill(Decider decider, String[] keys) {
        ForkJoinPool pool = new ForkJoinPool(THREADS);
        try {
            pool.submit(() -> Arrays.stream(keys).parallel().forEach(decider::tryAcquire)).join();
        } finally {
            pool.shutdown();
        }
    }
}
