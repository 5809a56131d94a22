package io.github.throttled.internal.engine;

import io.github.throttled.Decision;
import io.github.throttled.internal.config.model.Policy;

import java.util.concurrent.CompletionStage;

/** Calls that tests make, on the road that every call of an application takes. */
public final class LimiterCalls {

    private LimiterCalls() {}

    /** What a call is told. */
    public static Decision decide(Limiter limiter, Policy policy, String key, long permits) {
        return acquire(limiter, policy, key, permits).decision();
    }

    /** The same for a call that may give back what it took. */
    public static Grant acquire(Limiter limiter, Policy policy, String key, long permits) {
        return limiter.enforcer(policy).acquire(key, permits);
    }

    /** Like {@link #decide}, without a waiting thread. */
    public static CompletionStage<Decision> decideAsync(
            Limiter limiter, Policy policy, String key, long permits) {
        return acquireAsync(limiter, policy, key, permits).thenApply(Grant::decision);
    }

    /** Like {@link #acquire}, without a waiting thread. */
    public static CompletionStage<Grant> acquireAsync(
            Limiter limiter, Policy policy, String key, long permits) {
        return limiter.enforcer(policy).acquireAsync(key, permits);
    }
}
