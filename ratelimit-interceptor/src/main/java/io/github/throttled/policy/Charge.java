package io.github.throttled.policy;

/**
 * What one call pays to one policy.
 *
 * @param policy the policy that is asked
 * @param cost what a call costs; at most the {@link Policy#capacity}
 */
public record Charge(Policy policy, Cost cost) {}
