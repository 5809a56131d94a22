package io.github.throttled.benchmark;

import java.util.ArrayList;
import java.util.List;

/**
 * What one loop achieved with so many threads.
 *
 * @param rate decisions per second
 * @param bytes for each
 */
record LoopResult(Loop loop, int threads, Sample rate, Sample bytes) {

    private static final List<Integer> THREADS = List.of(1, 4);

    /** Of all loops, the threads one after the other. */
    static List<LoopResult> none() {
        List<LoopResult> all = new ArrayList<>();
        for (int threads : THREADS) {
            for (Loop loop : Loop.values()) {
                all.add(new LoopResult(loop, threads, new Sample(), new Sample()));
            }
        }
        return all;
    }
}
