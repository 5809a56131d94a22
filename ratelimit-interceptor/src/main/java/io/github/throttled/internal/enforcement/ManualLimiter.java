package io.github.throttled.internal.enforcement;

import io.github.throttled.Decision;
import io.github.throttled.Hold;
import io.github.throttled.internal.config.model.Mode;
import io.github.throttled.internal.config.model.Policy;
import io.github.throttled.internal.engine.Grant;
import io.github.throttled.internal.engine.Limiter;
import io.github.throttled.internal.key.PartitionKey;
import io.github.throttled.internal.observability.usage.Usage;

import java.time.Duration;
import java.util.Map;
import java.util.Objects;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Function;

/**
 * Implements {@code RateLimiter}: decides for programs that acquire permits explicitly.
 * Thread-safe.
 *
 * <p>A policy that is not in mode {@code enforce} rejects no call. The first call of a policy
 * prepares it; the result is kept until the policies change.
 */
public final class ManualLimiter {

    private final Function<String, Policy> policies;
    private final Limiter limiter;
    private final Usage usage;

    /**
     * Replaced when policies change, so that calls in progress cannot fill the new map with old
     * policies.
     */
    private volatile Map<String, MeteredPolicy> known = new ConcurrentHashMap<>();

    /**
     * @param policies finds a policy by name, or throws {@link IllegalArgumentException}
     */
    public ManualLimiter(Function<String, Policy> policies, Limiter limiter, Usage usage) {
        this.policies = policies;
        this.limiter = limiter;
        this.usage = usage;
    }

    /** Forgets the prepared policies, because the configuration may have changed. */
    public void renew() {
        known = new ConcurrentHashMap<>();
    }

    public Decision tryAcquire(String policy, String key, long permits) {
        MeteredPolicy found = forGood(policy);
        String bounded = PartitionKey.bounded(key);
        return isOff(found.policy())
                ? admitted(limiter.untouched(found.policy(), permits))
                : inMode(found.policy(), found.decide(bounded, permits));
    }

    public CompletionStage<Decision> tryAcquireAsync(String policy, String key, long permits) {
        MeteredPolicy found = forGood(policy);
        String bounded = PartitionKey.bounded(key);
        return isOff(found.policy())
                ? CompletableFuture.completedFuture(
                        admitted(limiter.untouched(found.policy(), permits)))
                : found.acquireAsync(bounded, permits)
                        .thenApply(grant -> inMode(found.policy(), grant.decision()));
    }

    public Hold hold(String policy, String key) {
        MeteredPolicy found = find(policy);
        String bounded = PartitionKey.bounded(key);
        if (!found.policy().counting().isHeld()) {
            throw new IllegalArgumentException(
                    "Policy '%s' counts calls for good, with strategy %s; ask with tryAcquire."
                            .formatted(policy, found.policy().counting().strategy().configName()));
        }
        return isOff(found.policy())
                ? new Held(admitted(limiter.untouched(found.policy(), 1)), () -> {})
                : held(found.policy(), found.acquire(bounded, 1));
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

    public Decision peek(String policy, String key) {
        Policy found = find(policy).policy();
        return inMode(found, limiter.peek(found, PartitionKey.bounded(key), 1));
    }

    public void reset(String policy, String key) {
        Policy found = find(policy).policy();
        String bounded = PartitionKey.bounded(key);
        found.inAllTiers().forEach(tier -> limiter.reset(tier, bounded));
    }

    private MeteredPolicy forGood(String policy) {
        MeteredPolicy found = find(policy);
        if (found.policy().counting().isHeld()) {
            throw new IllegalArgumentException(
                    "Policy '%s' counts calls until they end; ask with hold.".formatted(policy));
        }
        return found;
    }

    private MeteredPolicy find(String policy) {
        Map<String, MeteredPolicy> all = known;
        MeteredPolicy found = all.get(Objects.requireNonNull(policy, "policy"));
        if (found == null) {
            // Not with computeIfAbsent: finding a policy may read the configuration.
            found = MeteredPolicy.by(limiter, usage, policies.apply(policy));
            all.put(policy, found);
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
