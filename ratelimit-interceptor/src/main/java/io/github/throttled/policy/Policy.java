package io.github.throttled.policy;

import io.github.throttled.Strategy;
import io.github.throttled.algorithm.Algorithm;
import io.github.throttled.algorithm.Limits;
import java.util.List;

/**
 * A named set of limits with a strategy and a key.
 *
 * @param name as in {@code throttled.policy.NAME.}, or {@code Class.method}; letters, digits,
 *     {@code . _ -}, safe in a header
 * @param limits at least one; a call must pass all
 * @param strategy how each of the limits counts
 * @param segments the parts of a sliding window; 0 for the two-counter approximation
 * @param key who shares a counter
 * @param cost permits per call; at least 1
 * @param onStoreFailure who decides when the store does not answer
 * @param maxKeys how many keys a node remembers; at least 1
 */
public record Policy(
        String name,
        List<Limit> limits,
        Strategy strategy,
        int segments,
        KeyExpression key,
        long cost,
        OnStoreFailure onStoreFailure,
        int maxKeys) {

    /** The limits as functions on a counter's state. */
    public Limits toLimits() {
        return new Limits(limits.stream().map(this::toAlgorithm).toList());
    }

    private Algorithm toAlgorithm(Limit limit) {
        long quota = limit.quota();
        long window = limit.window().toMillis();
        return switch (strategy) {
            case FIXED_WINDOW -> Algorithm.fixedWindow(quota, window);
            case SLIDING_WINDOW -> segments == 0
                    ? Algorithm.slidingWindow(quota, window)
                    : Algorithm.segmentedWindow(quota, window, segments);
            case SLIDING_LOG -> Algorithm.slidingLog(quota, window);
        };
    }
}
