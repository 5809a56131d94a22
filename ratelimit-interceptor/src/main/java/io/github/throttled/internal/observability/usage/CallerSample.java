package io.github.throttled.internal.observability.usage;

import java.util.Map;
import java.util.NavigableMap;
import java.util.TreeMap;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.LongAdder;

/**
 * Counts the calls of a uniform sample of callers: those whose keys have the smallest hashes
 * (bottom-k, or KMV; Cohen and Kaplan, 2007). Thread-safe.
 *
 * <p>All nodes use the same hash function, so they sample the same callers, and counts of several
 * nodes can be added. The bound only falls. A caller whose hash is below the final bound was never
 * excluded, so all its calls are counted.
 */
final class CallerSample {

    /** The maximum number of callers in the sample. */
    static final int SIZE = 512;

    private final Map<Long, LongAdder> calls = new ConcurrentHashMap<>();
    private final NavigableMap<Long, LongAdder> ordered = new TreeMap<>(Long::compareUnsigned);
    private volatile long bound = SampledCallers.ALL;

    void count(long hash) {
        if (Long.compareUnsigned(hash, bound) > 0) {
            return;
        }
        LongAdder count = calls.get(hash);
        if (count == null) {
            count = include(hash);
        }
        count.increment();
    }

    /** Returns the current sample. */
    synchronized SampledCallers toSampled() {
        Map<Long, Long> counts = new TreeMap<>(Long::compareUnsigned);
        ordered.forEach((hash, count) -> counts.put(hash, count.sum()));
        return new SampledCallers(bound, counts);
    }

    private synchronized LongAdder include(long hash) {
        LongAdder count = calls.get(hash);
        if (count != null || Long.compareUnsigned(hash, bound) > 0) {
            return count == null ? new LongAdder() : count;
        }
        count = new LongAdder();
        calls.put(hash, count);
        ordered.put(hash, count);
        if (ordered.size() > SIZE) {
            calls.remove(ordered.pollLastEntry().getKey());
            bound = ordered.lastKey();
        }
        return count;
    }
}
