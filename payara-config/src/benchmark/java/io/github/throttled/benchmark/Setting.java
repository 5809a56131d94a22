package io.github.throttled.benchmark;

import com.hazelcast.core.HazelcastInstance;

import java.time.Duration;
import java.util.List;

/**
 * What a limiter is built for: so many permits for each key in a window that no run outlasts.
 *
 * @param hazelcast the node's instance; null in a process of its own
 * @param name tells counters from others in the same grid
 * @param permits what each key may take
 * @param keys all that there will be
 */
record Setting(HazelcastInstance hazelcast, String name, int permits, List<String> keys) {

    /** As long as {@link #PLENTY} permits can be counted exactly. */
    static final Duration WINDOW = Duration.ofDays(10);

    /** More than any run takes; what the smallest counter among the peers can hold. */
    static final int PLENTY = 2_000_000_000;

    /** No limiter forgets a key during a run. */
    int maxKeys() {
        return Math.max(100_000, 4 * keys.size());
    }
}
