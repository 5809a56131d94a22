package io.github.throttled.cdi;

import io.github.throttled.Decision;
import io.github.throttled.RateLimiter;
import io.github.throttled.engine.Limiter;
import io.github.throttled.key.PartitionKey;
import io.github.throttled.policy.Policy;

import jakarta.enterprise.context.ApplicationScoped;

import java.util.concurrent.CompletionStage;

/** The {@link RateLimiter} that applications inject. */
@ApplicationScoped
class InjectableRateLimiter implements RateLimiter {

    @Override
    public Decision tryAcquire(String policy, String key, long permits) {
        return limiter().decide(throttling().policy(policy), PartitionKey.bounded(key), permits);
    }

    @Override
    public CompletionStage<Decision> tryAcquireAsync(String policy, String key, long permits) {
        return limiter()
                .decideAsync(throttling().policy(policy), PartitionKey.bounded(key), permits);
    }

    @Override
    public Decision peek(String policy, String key) {
        return limiter().peek(throttling().policy(policy), PartitionKey.bounded(key));
    }

    @Override
    public void reset(String policy, String key) {
        Policy found = throttling().policy(policy);
        String bounded = PartitionKey.bounded(key);
        limiter().reset(found, bounded);
        found.tiers().keySet().forEach(tier -> limiter().reset(found.inTier(tier), bounded));
    }

    private static Throttling throttling() {
        return Throttling.current();
    }

    private static Limiter limiter() {
        return throttling().limiter();
    }
}
