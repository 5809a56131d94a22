package io.github.throttled.cdi;

import io.github.throttled.TierResolver;
import io.github.throttled.key.Caller;
import io.github.throttled.policy.LegibleException;
import io.github.throttled.policy.Policy;

import java.lang.System.Logger;
import java.lang.System.Logger.Level;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.function.Function;
import java.util.function.Supplier;

/** Finds the limits of the tier that a caller is in. */
final class Tier {

    private static final Logger LOG = System.getLogger(Tier.class.getName());

    private final AtomicBoolean failed = new AtomicBoolean();
    private final Map<String, Enforced> tiers = new LinkedHashMap<>();
    private final Enforced anybody;
    private final Supplier<TierResolver> resolver;

    /**
     * @param enforced what decides the calls of a policy or tier
     * @param resolver gives the application's bean; null if it has none
     */
    Tier(Policy policy, Function<Policy, Enforced> enforced, Supplier<TierResolver> resolver) {
        this.anybody = enforced.apply(policy);
        this.resolver = resolver;
        for (String tier : policy.tiers().keySet()) {
            tiers.put(tier, enforced.apply(policy.inTier(tier)));
        }
    }

    /** The policy with the caller's limits. */
    Enforced of(Caller caller) {
        if (tiers.isEmpty()) {
            return anybody;
        }
        TierResolver bean = resolver.get();
        String name = bean == null ? role(caller) : resolved(bean, caller);
        return name == null ? anybody : tiers.getOrDefault(name, anybody);
    }

    private String role(Caller caller) {
        for (String tier : tiers.keySet()) {
            if (caller.isInRole(tier)) {
                return tier;
            }
        }
        return null;
    }

    private String resolved(TierResolver bean, Caller caller) {
        try {
            return bean.tier(caller);
        } catch (RuntimeException e) {
            if (failed.compareAndSet(false, true)) {
                LOG.log(
                        Level.WARNING,
                        "The tier resolver fails; where it does, callers are in no tier.",
                        LegibleException.of(e));
            }
            return null;
        }
    }
}
