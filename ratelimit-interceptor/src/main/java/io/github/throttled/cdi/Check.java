package io.github.throttled.cdi;

import io.github.throttled.Decision;
import io.github.throttled.engine.Grant;
import io.github.throttled.engine.Limiter;
import io.github.throttled.key.Caller;
import io.github.throttled.key.Callers;
import io.github.throttled.key.KeySettings;
import io.github.throttled.key.PartitionKey;
import io.github.throttled.key.PartitionTag;
import io.github.throttled.key.TrustedProxies;
import io.github.throttled.operate.usage.Usage;
import io.github.throttled.policy.Charge;
import io.github.throttled.policy.Mode;
import io.github.throttled.policy.Policy;
import io.github.throttled.policy.Settings;

/** One policy that a call must pass. Thread-safe. */
final class Check {

    private final Limiter limiter;
    private final Policy policy;
    private final Tier tier;
    private final PartitionKey key;
    private final PartitionTag tag;
    private final Callers exempt;
    private final Callers denied;
    private final Price price;

    Check(Limiter limiter, Usage usage, Resolvers resolvers, Charge charge, Settings settings) {
        this.limiter = limiter;
        this.policy = charge.policy();
        this.tier = new Tier(policy, tier -> Enforced.by(limiter, usage, tier), resolvers::tier);
        KeySettings keys = keys(settings, resolvers);
        this.key = PartitionKey.of(policy.key(), keys);
        this.tag = PartitionTag.with(settings.responses().partitionKeySecret());
        this.exempt = new Callers(policy.scope().exempt(), keys.proxies());
        this.denied = new Callers(policy.scope().deny(), keys.proxies());
        this.price = new Price(charge.cost(), resolvers::cost);
    }

    Policy policy() {
        return policy;
    }

    /** Whether this policy rejects calls, rather than watching them. */
    boolean isEnforced() {
        return policy.scope().mode() == Mode.ENFORCE;
    }

    /** Charges a call; null if it is of no concern to the policy. */
    Grant charge(Caller caller) {
        if (policy.scope().mode() == Mode.OFF || exempt.include(caller)) {
            return null;
        }
        Enforced enforced = tier.of(caller);
        return denied.mayInclude(caller)
                ? deny(enforced)
                : acquire(enforced, key.of(caller), price.of(caller));
    }

    /** Who has to wait for a turn with the caller. */
    String line(Caller caller) {
        return policy.counters() + '/' + key.of(caller);
    }

    /** What it would say to a caller now, taking nothing; null if the caller is of no concern. */
    Decision peek(Caller caller) {
        if (!isEnforced() || exempt.include(caller)) {
            return null;
        }
        Policy tiered = tier.of(caller).policy();
        return denied.mayInclude(caller)
                ? limiter.deny(tiered).decision()
                : limiter.peek(tiered, key.of(caller));
    }

    private Grant deny(Enforced tier) {
        return tier.counted(limiter.deny(tier.policy()), null);
    }

    private Grant acquire(Enforced tier, String key, long permits) {
        Grant grant = policy.decidesLater() ? tier.begin(key, permits) : tier.acquire(key, permits);
        return tag.isEmpty() ? grant : grant.in(tag.of(tier.policy().counters(), key));
    }

    /** What keys need besides their expression. */
    static KeySettings keys(Settings settings, Resolvers resolvers) {
        return new KeySettings(
                new TrustedProxies(settings.trustedProxies()),
                settings.ipv4Prefix(),
                settings.ipv6Prefix(),
                resolvers::key);
    }
}
