package io.github.throttled.internal.config.catalog;

import io.github.throttled.internal.config.model.Limit;
import io.github.throttled.internal.config.reader.Sourced;

import java.math.BigInteger;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * The tiers of a policy in the order in which they are tried: a caller in two tiers has the more
 * generous one.
 */
final class Tiers {

    /** By the rate of the first limit; two of the same rate by their quota. */
    private static final Comparator<Limit> GENEROUS =
            Comparator.<Limit, BigInteger>comparing(limit -> rate(limit))
                    .thenComparing(Limit::quota);

    private static final long LONGEST_MILLIS = 366L * 24 * 60 * 60 * 1000;

    private Tiers() {}

    static Map<String, List<Limit>> mostGenerousFirst(Map<String, Sourced<List<Limit>>> tiers) {
        Map<String, List<Limit>> ordered = new LinkedHashMap<>();
        tiers.entrySet().stream()
                .sorted(
                        Map.Entry.<String, Sourced<List<Limit>>>comparingByValue(
                                        Comparator.comparing(
                                                limits -> limits.value().get(0), GENEROUS))
                                .reversed())
                .forEach(tier -> ordered.put(tier.getKey(), tier.getValue().value()));
        return ordered;
    }

    /**
     * Permits per longest window, squared, so that rounding never makes two different rates equal.
     */
    private static BigInteger rate(Limit limit) {
        return BigInteger.valueOf(limit.quota())
                .multiply(BigInteger.valueOf(LONGEST_MILLIS))
                .multiply(BigInteger.valueOf(LONGEST_MILLIS))
                .divide(BigInteger.valueOf(Math.max(1, limit.window().toMillis())));
    }
}
