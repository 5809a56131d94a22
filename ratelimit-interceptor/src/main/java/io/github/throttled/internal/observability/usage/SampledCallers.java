package io.github.throttled.internal.observability.usage;

import java.math.BigDecimal;
import java.math.MathContext;
import java.util.Collection;
import java.util.Map;
import java.util.TreeMap;

/**
 * How often the sampled callers called in one window.
 *
 * @param bound the largest hash that is in the sample, as an unsigned number; {@link #ALL} if all
 *     callers are in it
 * @param counts how often the caller with this hash called; all are at most the bound
 */
record SampledCallers(long bound, Map<Long, Long> counts) {

    /** No hash is above it. */
    static final long ALL = -1L;

    private static final BigDecimal HASHES = BigDecimal.valueOf(2).pow(64);

    private static final int PAIR = 2;

    /** Nobody has called. */
    static final SampledCallers NOBODY = new SampledCallers(ALL, Map.of());

    /**
     * One sample of the callers of several nodes: of those that no node has left out. Who called on
     * several of them has called as often as on all together.
     */
    static SampledCallers of(Collection<SampledCallers> nodes) {
        long least = ALL;
        for (SampledCallers node : nodes) {
            least = Long.compareUnsigned(node.bound(), least) < 0 ? node.bound() : least;
        }
        Map<Long, Long> sums = new TreeMap<>(Long::compareUnsigned);
        for (SampledCallers node : nodes) {
            for (Map.Entry<Long, Long> caller : node.counts().entrySet()) {
                if (Long.compareUnsigned(caller.getKey(), least) <= 0) {
                    sums.merge(caller.getKey(), caller.getValue(), Long::sum);
                }
            }
        }
        return new SampledCallers(least, sums);
    }

    /** Whether every caller is in it. */
    boolean isExact() {
        return bound == ALL;
    }

    /** How many callers there were; an estimate unless it is {@link #isExact exact}. */
    long callers() {
        int known = counts.size();
        if (isExact() || known < 2) {
            return known;
        }
        BigDecimal part = new BigDecimal(Long.toUnsignedString(bound)).add(BigDecimal.ONE);
        return BigDecimal.valueOf(known - 1L)
                .multiply(HASHES)
                .divide(part, MathContext.DECIMAL64)
                .longValue();
    }

    /** The bound, and each hash with its count behind it. */
    long[] toNumbers() {
        long[] numbers = new long[1 + PAIR * counts.size()];
        numbers[0] = bound;
        int at = 1;
        for (Map.Entry<Long, Long> caller : counts.entrySet()) {
            numbers[at++] = caller.getKey();
            numbers[at++] = caller.getValue();
        }
        return numbers;
    }

    /**
     * What {@link #toNumbers} has written.
     *
     * @param from where it begins
     */
    static SampledCallers ofNumbers(long[] numbers, int from) {
        Map<Long, Long> counts = new TreeMap<>(Long::compareUnsigned);
        for (int at = from + 1; at + 1 < numbers.length; at += PAIR) {
            counts.put(numbers[at], numbers[at + 1]);
        }
        return new SampledCallers(numbers[from], counts);
    }
}
