package io.github.throttled.internal.observability.usage;

import java.util.Map;
import java.util.NavigableMap;
import java.util.TreeMap;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.LongAdder;

/**
 * How often callers called, of a fair sample of them: of those whose keys have the smallest hashes
 * (bottom-k, or KMV; Cohen and Kaplan, 2007). All nodes hash alike, so they choose the same
 * callers, and the counts of one caller on several nodes can be added. A caller is in the sample
 * with all his calls or with none: the bound only falls, so whoever is below it in the end was
 * never above it. Thread-safe.
 */
final class CallerSample {

    /** How many callers are in it at most. */
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

    /** What it is now. */
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
