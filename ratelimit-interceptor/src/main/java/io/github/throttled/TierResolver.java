package io.github.throttled;

/**
 * Tells which tier a caller is in: free, gold, or whatever {@code
 * throttled.policy.NAME.tier.TIER.limit} names. A CDI bean; an application has one at most. Without
 * one, callers are in the tiers that are called like their roles. It is asked for every call of a
 * policy with tiers, by many threads at once, on the way of the request: it must not block.
 */
@FunctionalInterface
public interface TierResolver {

    /**
     * The caller's tier.
     *
     * @return null, or a tier that the policy does not have, for the policy's own limit. If it
     *     throws, that is logged, and counts as null.
     */
    String tier(ThrottledCall call);
}
