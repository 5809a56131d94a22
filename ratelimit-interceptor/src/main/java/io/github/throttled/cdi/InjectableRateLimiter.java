package io.github.throttled.cdi;

import io.github.throttled.Decision;
import io.github.throttled.Hold;
import io.github.throttled.RateLimiter;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;

import java.util.concurrent.CompletionStage;

/**
 * The {@link RateLimiter} that applications inject. It finds what decides once: a look-up for each
 * call takes longer than the decision.
 */
@ApplicationScoped
class InjectableRateLimiter implements RateLimiter {

    @Inject private ThrottledExtension extension;

    /** Null until the first call. */
    private volatile RateLimiter limiter;

    @Override
    public Decision tryAcquire(String policy, String key, long permits) {
        return limiter().tryAcquire(policy, key, permits);
    }

    @Override
    public CompletionStage<Decision> tryAcquireAsync(String policy, String key, long permits) {
        return limiter().tryAcquireAsync(policy, key, permits);
    }

    @Override
    public Hold hold(String policy, String key) {
        return limiter().hold(policy, key);
    }

    @Override
    public Decision peek(String policy, String key) {
        return limiter().peek(policy, key);
    }

    @Override
    public void reset(String policy, String key) {
        limiter().reset(policy, key);
    }

    /** Not found at injection: other extensions may create beans before the deployment is valid. */
    private RateLimiter limiter() {
        RateLimiter known = limiter;
        if (known == null) {
            known = extension.throttling().manualLimiter();
            limiter = known;
        }
        return known;
    }
}
