package io.github.throttled.benchmark;

import io.github.resilience4j.ratelimiter.RateLimiter;
import io.github.resilience4j.ratelimiter.RateLimiterConfig;
import io.smallrye.faulttolerance.core.rate.limit.TimeWindow;
import io.smallrye.faulttolerance.core.stopwatch.SystemStopwatch;

import java.time.Duration;

/** The peers that count within one process only. */
final class LocalPeers {

    private LocalPeers() {}

    static Decider resilience4j(Setting setting) {
        RateLimiterConfig config =
                RateLimiterConfig.custom()
                        .limitForPeriod(setting.permits())
                        .limitRefreshPeriod(Setting.WINDOW)
                        .timeoutDuration(Duration.ZERO)
                        .build();
        return PerKey.of(
                setting,
                key -> RateLimiter.of(key, config),
                RateLimiter::acquirePermission,
                limiter -> setting.permits() - limiter.getMetrics().getAvailablePermissions());
    }

    static Decider smallRye(Setting setting) {
        return PerKey.of(
                setting,
                key ->
                        TimeWindow.createFixed(
                                SystemStopwatch.INSTANCE,
                                setting.permits(),
                                Setting.WINDOW.toMillis(),
                                0),
                window -> window.record() == 0,
                window -> Decider.UNKNOWN);
    }

    static Decider failsafe(Setting setting) {
        return PerKey.of(
                setting,
                key ->
                        dev.failsafe.RateLimiter.burstyBuilder(setting.permits(), Setting.WINDOW)
                                .build(),
                dev.failsafe.RateLimiter::tryAcquirePermit,
                limiter -> Decider.UNKNOWN);
    }

    /** It knows rates only, no quotas: so many permits a second that there always is one. */
    @SuppressWarnings("UnstableApiUsage")
    static Decider guava(Setting setting) {
        return PerKey.of(
                setting,
                key ->
                        com.google.common.util.concurrent.RateLimiter.create(
                                1_000.0 * Setting.PLENTY),
                com.google.common.util.concurrent.RateLimiter::tryAcquire,
                limiter -> Decider.UNKNOWN);
    }
}
