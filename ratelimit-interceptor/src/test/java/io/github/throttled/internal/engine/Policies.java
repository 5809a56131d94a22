package io.github.throttled.internal.engine;

import io.github.throttled.Strategy;
import io.github.throttled.internal.algorithm.BanRule;
import io.github.throttled.internal.config.model.Cost;
import io.github.throttled.internal.config.model.Counting;
import io.github.throttled.internal.config.model.KeyExpression;
import io.github.throttled.internal.config.model.Limit;
import io.github.throttled.internal.config.model.OnStoreFailure;
import io.github.throttled.internal.config.model.Policy;
import io.github.throttled.internal.config.model.Scope;

import java.time.Duration;
import java.time.ZoneId;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/** Policies to test with; where a test does not say otherwise, a failing store admits nothing. */
public final class Policies {

    public static final Duration WINDOW = Duration.ofMinutes(1);

    /** The beginning of a minute. */
    public static final long START = 1_735_689_600_000L;

    private Policies() {}

    /** So many permits in each minute. */
    public static Policy perMinute(long quota) {
        return of("per-minute", new Counting(Strategy.FIXED_WINDOW), new Limit(quota, WINDOW));
    }

    /** So many permits in 365 days, which no test sees pass. */
    public static Policy perYear(long quota) {
        Limit limit = new Limit(quota, Duration.ofDays(365));
        return of("per-year", new Counting(Strategy.FIXED_WINDOW), limit);
    }

    public static Policy of(String name, Counting counting, Limit... limits) {
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
    public static Policy banning(long quota, BanRule penalty) {
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

    public static Policy onFailure(OnStoreFailure answer, Policy policy) {
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
