package io.github.throttled;

/**
 * Resolves the tier of a caller, for example free or gold: a name that {@code
 * throttled.policy.NAME.tier.TIER.limit} contains.
 *
 * <p>Implement it as a CDI bean; an application has at most one. Without such a bean, tiers are
 * roles: a caller is in the tier with the name of one of its roles. The bean runs for every call of
 * a policy with tiers, on many threads at once, while the request waits. It must not block.
 */
@FunctionalInterface
public interface TierResolver {

    /**
     * Returns the tier of a caller.
     *
     * @param call the call to charge; never null
     * @return the name of a tier; null or an unknown tier for the policy's own limit. If the method
     *     throws, the failure is logged and counts as null.
     */
    String tier(ThrottledCall call);
}
