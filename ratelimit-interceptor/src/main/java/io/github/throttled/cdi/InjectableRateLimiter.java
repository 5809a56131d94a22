package io.github.throttled.cdi;

import io.github.throttled.Decision;
import io.github.throttled.Hold;
import io.github.throttled.RateLimiter;

import jakarta.enterprise.context.ApplicationScoped;

import java.util.concurrent.CompletionStage;

/** The {@link RateLimiter} that applications inject. */
@ApplicationScoped
class InjectableRateLimiter implements RateLimiter {

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

    private static RateLimiter limiter() {
        return Throttling.current().manualLimiter();
    }
}
