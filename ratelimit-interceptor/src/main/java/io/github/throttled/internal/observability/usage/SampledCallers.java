package io.github.throttled.internal.observability.usage;

import java.math.BigDecimal;
import java.math.MathContext;
import java.util.Collection;
import java.util.Map;
import java.util.TreeMap;

/**
 * The number of calls of each sampled caller in one window.
 *
 * @param bound the largest hash in the sample, as an unsigned number; {@link #ALL} if the sample
 *     contains all callers
 * @param counts calls by the hash of the caller; no hash exceeds the bound
 */
record SampledCallers(long bound, Map<Long, Long> counts) {

    /** The bound of a sample with all callers. */
    static final long ALL = -1L;

    private static final BigDecimal HASHES = BigDecimal.valueOf(2).pow(64);

    private static final int PAIR = 2;

    /** The sample of a window without calls. */
    static final SampledCallers NONE = new SampledCallers(ALL, Map.of());

    /**
     * Merges the samples of several nodes: contains the callers that no node has excluded. The
     * calls of one caller on several nodes are added.
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

    /** Whether the sample contains all callers. */
    boolean isExact() {
        return bound == ALL;
    }

    /** Returns the number of callers; an estimate unless the sample is {@link #isExact exact}. */
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

    /** Returns the bound, and then each hash followed by its count. */
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
     * Parses the result of {@link #toNumbers}.
     *
     * @param from the index where it begins
     */
    static SampledCallers ofNumbers(long[] numbers, int from) {
        Map<Long, Long> counts = new TreeMap<>(Long::compareUnsigned);
        for (int at = from + 1; at + 1 < numbers.length; at += PAIR) {
            counts.put(numbers[at], numbers[at + 1]);
        }
        return new SampledCallers(numbers[from], counts);
    }
}
