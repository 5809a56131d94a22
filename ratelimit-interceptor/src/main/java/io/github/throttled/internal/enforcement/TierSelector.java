package io.github.throttled.internal.enforcement;

import io.github.throttled.TierResolver;
import io.github.throttled.internal.config.model.Policy;
import io.github.throttled.internal.config.syntax.LoggableException;
import io.github.throttled.internal.key.Caller;

import java.lang.System.Logger;
import java.lang.System.Logger.Level;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.function.Function;
import java.util.function.Supplier;

/** Selects the limits of a policy by the tier of the caller. */
final class TierSelector {

    private static final Logger LOG = System.getLogger(TierSelector.class.getName());

    private final AtomicBoolean failed = new AtomicBoolean();
    private final Map<String, MeteredPolicy> tiers = new LinkedHashMap<>();
    private final MeteredPolicy untiered;
    private final Supplier<TierResolver> resolver;

    /**
     * @param policy may have tiers
     * @param meter prepares a policy or tier for decisions
     * @param resolver returns the application's bean; null if there is none
     */
    TierSelector(
            Policy policy, Function<Policy, MeteredPolicy> meter, Supplier<TierResolver> resolver) {
        this.untiered = meter.apply(policy);
        this.resolver = resolver;
        for (String tier : policy.tiers().keySet()) {
            tiers.put(tier, meter.apply(policy.inTier(tier)));
        }
    }

    /** Returns the policy with the limits of the caller's tier. */
    MeteredPolicy of(Caller caller) {
        if (tiers.isEmpty()) {
            return untiered;
        }
        TierResolver bean = resolver.get();
        String name = bean == null ? role(caller) : resolved(bean, caller);
        return name == null ? untiered : tiers.getOrDefault(name, untiered);
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
                        "The tier resolver failed. Callers are in no tier whenever it fails.",
                        LoggableException.of(e));
            }
            return null;
        }
    }
}
