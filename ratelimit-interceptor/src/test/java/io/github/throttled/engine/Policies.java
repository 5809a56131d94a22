package io.github.throttled.engine;

import io.github.throttled.Strategy;
import io.github.throttled.algorithm.Penalty;
import io.github.throttled.policy.Cost;
import io.github.throttled.policy.Counting;
import io.github.throttled.policy.KeyExpression;
import io.github.throttled.policy.Limit;
import io.github.throttled.policy.OnStoreFailure;
import io.github.throttled.policy.Policy;
import io.github.throttled.policy.Scope;

import java.time.Duration;
import java.time.ZoneId;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/** Policies to test with; where a test does not say otherwise, a failing store admits nothing. */
final class Policies {

    static final Duration WINDOW = Duration.ofMinutes(1);

    /** The beginning of a minute. */
    static final long START = 1_735_689_600_000L;

    private Policies() {}

    /** So many permits in each minute. */
    static Policy perMinute(long quota) {
        return of("per-minute", new Counting(Strategy.FIXED_WINDOW), new Limit(quota, WINDOW));
    }

    /** So many permits in 365 days, which no test sees pass. */
    static Policy perYear(long quota) {
        Limit limit = new Limit(quota, Duration.ofDays(365));
        return of("per-year", new Counting(Strategy.FIXED_WINDOW), limit);
    }

    static Policy of(String name, Counting counting, Limit... limits) {
        return new Policy(
                name,
                Arrays.asList(limits),
                counting,
                KeyExpression.parse("global"),
                new Cost(1),
                Scope.EVERY_CALL,
                OnStoreFailure.DENY,
                1000);
    }

    /** Every strategy, with so many permits in each minute. */
    static Stream<Policy> ofEveryStrategy(long quota) {
        Limit limit = new Limit(quota, WINDOW);
        Counting fixed = new Counting(Strategy.FIXED_WINDOW);
        Counting segmented =
                new Counting(Strategy.SLIDING_WINDOW, 6, 0, Duration.ZERO, 1, ZoneId.of("UTC"));
        Counting leaky =
                new Counting(Strategy.LEAKY_BUCKET, 0, quota, Duration.ZERO, 1, ZoneId.of("UTC"));
        return Stream.of(
                of("fixed-window", fixed, limit),
                of("sliding-window", new Counting(Strategy.SLIDING_WINDOW), limit),
                of("segmented", segmented, limit),
                of("sliding-log", new Counting(Strategy.SLIDING_LOG), limit),
                of("token-bucket", new Counting(Strategy.TOKEN_BUCKET), limit),
                of("leaky-bucket", leaky, limit),
                of("two-limits", fixed, new Limit(2 * quota, WINDOW), limit));
    }

    /** So many permits in each minute, and a penalty. */
    static Policy banning(long quota, Penalty penalty) {
        return new Policy(
                "banning",
                List.of(new Limit(quota, WINDOW)),
                new Counting(Strategy.FIXED_WINDOW),
                KeyExpression.parse("global"),
                new Cost(1),
                new Scope(
                        Scope.EVERY_CALL.mode(),
                        List.of(),
                        List.of(),
                        Scope.EVERY_CALL.countOn(),
                        Optional.of(penalty)),
                OnStoreFailure.DENY,
                1000);
    }

    static Policy onFailure(OnStoreFailure answer, Policy policy) {
        return new Policy(
                policy.name(),
                policy.limits(),
                policy.counting(),
                policy.key(),
                policy.cost(),
                policy.scope(),
                answer,
                policy.maxKeys());
    }
}
