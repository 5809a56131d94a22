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
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Function;

/**
 * Asks the limiter for programs that do so by hand. A policy that is not enforced rejects nobody.
 * What is to be known of a policy is found with its first call, and kept until the policies change.
 * Thread-safe.
 */
final class ManualLimiter implements RateLimiter {

    private final Function<String, Policy> policies;
    private final Limiter limiter;
    private final Usage usage;

    /** Replaced when policies change: calls that are under way must not fill the new one. */
    private volatile Known known = new Known();

    /** What was found since the policies changed last. */
    private static final class Known {

        private final Map<String, Found> all = new ConcurrentHashMap<>();

        /** What was asked for last: most programs ask for one policy, by one constant. */
        private volatile Found last;
    }

    /**
     * What each call needs to know of a policy.
     *
     * @param name as the program says it
     */
    private record Found(String name, Enforced enforced, boolean isHeld, boolean isOff) {

        static Found of(String name, Enforced enforced) {
            Policy policy = enforced.policy();
            return new Found(
                    name, enforced, policy.counting().isHeld(), policy.scope().mode() == Mode.OFF);
        }

        Policy policy() {
            return enforced.policy();
        }
    }

    /**
     * @param policies finds a policy, or throws {@link IllegalArgumentException}
     */
    ManualLimiter(Function<String, Policy> policies, Limiter limiter, Usage usage) {
        this.policies = policies;
        this.limiter = limiter;
        this.usage = usage;
    }

    /** The policies may have changed: they are found anew. */
    void renew() {
        known = new Known();
    }

    @Override
    public Decision tryAcquire(String policy, String key, long permits) {
        Found found = forGood(policy);
        String bounded = PartitionKey.bounded(key);
        return found.isOff()
                ? admitted(limiter.untouched(found.policy(), permits))
                : inMode(found.policy(), found.enforced().acquire(bounded, permits).decision());
    }

    @Override
    public CompletionStage<Decision> tryAcquireAsync(String policy, String key, long permits) {
        Found found = forGood(policy);
        String bounded = PartitionKey.bounded(key);
        return found.isOff()
                ? CompletableFuture.completedFuture(
                        admitted(limiter.untouched(found.policy(), permits)))
                : found.enforced()
                        .acquireAsync(bounded, permits)
                        .thenApply(grant -> inMode(found.policy(), grant.decision()));
    }

    @Override
    public Hold hold(String policy, String key) {
        Found found = find(policy);
        String bounded = PartitionKey.bounded(key);
        if (!found.isHeld()) {
            throw new IllegalArgumentException(
                    "Policy '%s' counts calls for good, with strategy %s; ask with tryAcquire."
                            .formatted(policy, found.policy().counting().strategy().configName()));
        }
        return found.isOff()
                ? new Held(admitted(limiter.untouched(found.policy(), 1)), () -> {})
                : held(found.policy(), found.enforced().acquire(bounded, 1));
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
        Policy found = find(policy).policy();
        return inMode(found, limiter.peek(found, PartitionKey.bounded(key)));
    }

    @Override
    public void reset(String policy, String key) {
        Policy found = find(policy).policy();
        String bounded = PartitionKey.bounded(key);
        found.inAllTiers().forEach(tier -> limiter.reset(tier, bounded));
    }

    private Found forGood(String policy) {
        Found found = find(policy);
        if (found.isHeld()) {
            throw new IllegalArgumentException(
                    "Policy '%s' counts calls until they end; ask with hold.".formatted(policy));
        }
        return found;
    }

    private Found find(String policy) {
        Known now = known;
        Found last = now.last;
        return last != null && last.name().equals(policy) ? last : lookUp(now, policy);
    }

    private Found lookUp(Known in, String policy) {
        Found found = in.all.get(policy);
        if (found == null) {
            // Not computed within the map: to find a policy may read the configuration.
            found = Found.of(policy, Enforced.by(limiter, usage, policies.apply(policy)));
            in.all.put(policy, found);
        }
        in.last = found;
        return found;
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
