package io.github.throttled.policy;

/**
 * What one call pays to one policy.
 *
 * @param policy the policy that is asked
 * @param permits what a call costs; at least 1 and at most the smallest quota of the policy
 */
public record Charge(Policy policy, long permits) {}
