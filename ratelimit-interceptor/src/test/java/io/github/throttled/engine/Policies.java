package io.github.throttled.engine;

import io.github.throttled.Strategy;
import io.github.throttled.policy.KeyExpression;
import io.github.throttled.policy.Limit;
import io.github.throttled.policy.OnStoreFailure;
import io.github.throttled.policy.Policy;

import java.time.Duration;
import java.util.Arrays;
import java.util.stream.Stream;

/** Policies to test with; where a test does not say otherwise, a failing store admits nothing. */
final class Policies {

    static final Duration WINDOW = Duration.ofMinutes(1);

    /** The beginning of a minute. */
    static final long START = 1_735_689_600_000L;

    private Policies() {}

    /** So many permits in each minute. */
    static Policy perMinute(long quota) {
        return of("per-minute", Strategy.FIXED_WINDOW, 0, new Limit(quota, WINDOW));
    }

    static Policy of(String name, Strategy strategy, int segments, Limit... limits) {
        return new Policy(
                name,
                Arrays.asList(limits),
                strategy,
                segments,
                KeyExpression.parse("global"),
                1,
                OnStoreFailure.DENY,
                1000);
    }

    /** Every strategy, with so many permits in each minute. */
    static Stream<Policy> ofEveryStrategy(long quota) {
        Limit limit = new Limit(quota, WINDOW);
        return Stream.of(
                of("fixed-window", Strategy.FIXED_WINDOW, 0, limit),
                of("sliding-window", Strategy.SLIDING_WINDOW, 0, limit),
                of("segmented", Strategy.SLIDING_WINDOW, 6, limit),
                of("sliding-log", Strategy.SLIDING_LOG, 0, limit),
                of("two-limits", Strategy.FIXED_WINDOW, 0, new Limit(2 * quota, WINDOW), limit));
    }

    static Policy onFailure(OnStoreFailure answer, Policy policy) {
        return new Policy(
                policy.name(),
                policy.limits(),
                policy.strategy(),
                policy.segments(),
                policy.key(),
                policy.cost(),
                answer,
                policy.maxKeys());
    }
}
