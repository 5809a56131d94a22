package io.github.throttled;

/**
 * Resolves the tier of a caller, for example {@code free} or {@code gold}. A tier is a name in the
 * configuration key {@code throttled.policy.NAME.tier.TIER.limit}.
 *
 * <p>Implement it as a CDI bean; an application has at most one. Without such a bean, tiers are
 * roles: a caller is in the tier that has the name of its role. If a caller has several such roles,
 * the most generous tier applies. The bean runs for every call of a policy with tiers, on many
 * threads at once, while the request waits. It must not block.
 */
@FunctionalInterface
public interface TierResolver {

    /**
     * Returns the tier of a caller.
     *
     * @param call the call to charge; never null
     * @return the name of a tier. For null and for an unknown tier, the policy's own limit applies.
     *     If the method throws, the result counts as null, and the log states the first failure.
     */
    String tier(ThrottledCall call);
}
