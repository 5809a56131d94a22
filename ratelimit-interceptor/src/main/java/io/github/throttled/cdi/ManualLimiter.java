package io.github.throttled.cdi;

import io.github.throttled.Decision;
import io.github.throttled.Hold;
import io.github.throttled.RateLimiter;
import io.github.throttled.engine.Grant;
import io.github.throttled.engine.Limiter;
import io.github.throttled.key.PartitionKey;
import io.github.throttled.operate.usage.Usage;
import io.github.throttled.policy.Mode;
import io.github.throttled.policy.Policy;

import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.function.Function;

/**
 * Asks the limiter for programs that do so by hand. A policy that is not enforced rejects nobody.
 */
final class ManualLimiter implements RateLimiter {

    private final Function<String, Policy> policies;
    private final Limiter limiter;
    private final Usage usage;

    /**
     * @param policies finds a policy, or throws {@link IllegalArgumentException}
     */
    ManualLimiter(Function<String, Policy> policies, Limiter limiter, Usage usage) {
        this.policies = policies;
        this.limiter = limiter;
        this.usage = usage;
    }

    @Override
    public Decision tryAcquire(String policy, String key, long permits) {
        Policy found = forGood(policy);
        String bounded = PartitionKey.bounded(key);
        return isOff(found)
                ? admitted(limiter.untouched(found, permits))
                : inMode(found, acquire(found, bounded, permits).decision());
    }

    @Override
    public CompletionStage<Decision> tryAcquireAsync(String policy, String key, long permits) {
        Policy found = forGood(policy);
        String bounded = PartitionKey.bounded(key);
        return isOff(found)
                ? CompletableFuture.completedFuture(admitted(limiter.untouched(found, permits)))
                : Enforced.by(limiter, usage, found)
                        .acquireAsync(bounded, permits)
                        .thenApply(grant -> inMode(found, grant.decision()));
    }

    private Grant acquire(Policy policy, String key, long permits) {
        return Enforced.by(limiter, usage, policy).acquire(key, permits);
    }

    @Override
    public Hold hold(String policy, String key) {
        Policy found = policies.apply(policy);
        String bounded = PartitionKey.bounded(key);
        if (!found.counting().isHeld()) {
            throw new IllegalArgumentException(
                    "Policy '%s' counts calls for good, with strategy %s; ask with tryAcquire."
                            .formatted(policy, found.counting().strategy().configName()));
        }
        return isOff(found)
                ? new Held(admitted(limiter.untouched(found, 1)), () -> {})
                : held(found, acquire(found, bounded, 1));
    }

    private static Hold held(Policy policy, Grant grant) {
        return new Held(inMode(policy, grant.decision()), grant::giveBack);
    }

    private record Held(Decision decision, Runnable end) implements Hold {
        @Override
        public void close() {
            end.run();
        }
    }

    @Override
    public Decision peek(String policy, String key) {
        Policy found = policies.apply(policy);
        return inMode(found, limiter.peek(found, PartitionKey.bounded(key)));
    }

    @Override
    public void reset(String policy, String key) {
        Policy found = policies.apply(policy);
        String bounded = PartitionKey.bounded(key);
        found.inAllTiers().forEach(tier -> limiter.reset(tier, bounded));
    }

    private Policy forGood(String policy) {
        Policy found = policies.apply(policy);
        if (found.counting().isHeld()) {
            throw new IllegalArgumentException(
                    "Policy '%s' counts calls until they end; ask with hold.".formatted(policy));
        }
        return found;
    }

    private static boolean isOff(Policy policy) {
        return policy.scope().mode() == Mode.OFF;
    }

    private static Decision inMode(Policy policy, Decision decision) {
        return policy.scope().mode() == Mode.ENFORCE ? decision : admitted(decision);
    }

    private static Decision admitted(Decision decision) {
        return decision.allowed()
                ? decision
                : new Decision(
                        true,
                        decision.policy(),
                        decision.limit(),
                        decision.remaining(),
                        decision.resetAfter(),
                        Duration.ZERO,
                        decision.limits());
    }
}
