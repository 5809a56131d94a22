package io.github.throttled.internal.enforcement;

import io.github.throttled.Decision;
import io.github.throttled.internal.config.model.Charge;
import io.github.throttled.internal.config.model.Mode;
import io.github.throttled.internal.config.model.Policy;
import io.github.throttled.internal.config.settings.Settings;
import io.github.throttled.internal.engine.Grant;
import io.github.throttled.internal.engine.Limiter;
import io.github.throttled.internal.key.Caller;
import io.github.throttled.internal.key.CallerMatcher;
import io.github.throttled.internal.key.KeySettings;
import io.github.throttled.internal.key.PartitionKey;
import io.github.throttled.internal.key.PartitionTag;
import io.github.throttled.internal.key.TrustedProxies;
import io.github.throttled.internal.observability.usage.Usage;

import java.time.Duration;
import java.util.concurrent.ThreadLocalRandom;

/**
 * Enforces one policy on calls: finds the tier, key and cost of a call and charges it. Thread-safe.
 */
public final class PolicyEnforcer {

    private final Limiter limiter;
    private final Policy policy;
    private final TierSelector tier;
    private final PartitionKey key;
    private final PartitionTag tag;
    private final CallerMatcher exempt;
    private final CallerMatcher denied;
    private final CostCalculator cost;
    private final Duration jitter;

    public PolicyEnforcer(
            Limiter limiter, Usage usage, Resolvers resolvers, Charge charge, Settings settings) {
        this.limiter = limiter;
        this.policy = charge.policy();
        this.tier =
                new TierSelector(
                        policy, tier -> MeteredPolicy.by(limiter, usage, tier), resolvers::tier);
        KeySettings keys = keys(settings, resolvers);
        this.key = PartitionKey.of(policy.key(), keys);
        this.tag = PartitionTag.with(settings.responses().partitionKeySecret());
        this.exempt = new CallerMatcher(policy.scope().exempt(), keys.proxies());
        this.denied = new CallerMatcher(policy.scope().deny(), keys.proxies());
        this.cost = new CostCalculator(charge.cost(), resolvers::cost);
        this.jitter = settings.responses().jitter();
    }

    Policy policy() {
        return policy;
    }

    /** Whether this policy rejects calls; false in modes {@code dry-run} and {@code off}. */
    boolean isEnforced() {
        return policy.scope().mode() == Mode.ENFORCE;
    }

    /**
     * Charges a call.
     *
     * @return null if the policy is off or exempts the caller
     */
    Grant charge(Caller caller) {
        if (policy.scope().mode() == Mode.OFF || exempt.include(caller)) {
            return null;
        }
        MeteredPolicy metered = tier.of(caller);
        return denied.mayInclude(caller)
                ? deny(metered)
                : acquire(metered, key.of(caller), cost.of(caller));
    }

    /** Returns the key of the queue in which delayed calls of this caller wait. */
    String queueKey(Caller caller) {
        return policy.counters() + '/' + key.of(caller);
    }

    /**
     * Returns the current decision for a caller without taking permits.
     *
     * @return null if the policy is not enforced or exempts the caller
     */
    Decision peek(Caller caller) {
        if (!isEnforced() || exempt.include(caller)) {
            return null;
        }
        Policy tiered = tier.of(caller).policy();
        return denied.mayInclude(caller)
                ? limiter.reject(tiered).decision()
                : limiter.peek(tiered, key.of(caller));
    }

    private Grant deny(MeteredPolicy tier) {
        return tier.counted(limiter.reject(tier.policy()), null);
    }

    private Grant acquire(MeteredPolicy tier, String key, long permits) {
        Grant grant =
                withJitter(
                        policy.decidesLater()
                                ? tier.begin(key, permits)
                                : tier.acquire(key, permits));
        return tag.isEmpty() ? grant : grant.withPartition(tag.of(tier.policy().counters(), key));
    }

    /** Spreads the times to return, so that not all rejected clients return at once. */
    private Grant withJitter(Grant grant) {
        return grant.allowed() || jitter.isZero()
                ? grant
                : grant.rejectedForLonger(
                        Duration.ofMillis(
                                ThreadLocalRandom.current().nextLong(jitter.toMillis() + 1)));
    }

    /** Returns the settings and resolvers that partition keys need. */
    public static KeySettings keys(Settings settings, Resolvers resolvers) {
        return new KeySettings(
                new TrustedProxies(settings.trustedProxies()),
                settings.ipv4Prefix(),
                settings.ipv6Prefix(),
                resolvers::key);
    }
}
