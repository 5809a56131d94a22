package io.github.throttled.internal.config.model;

/**
 * What one policy charges for one call.
 *
 * @param policy the policy
 * @param cost the cost of a call; at most the {@link Policy#capacity}
 */
public record Charge(Policy policy, Cost cost) {

    /** The charge of a call with the policy's own cost. */
    public static Charge of(Policy policy) {
        return new Charge(policy, policy.cost());
    }

    /** Whether the charge needs no knowledge of the user, so that it can precede authentication. */
    public boolean precedesAuthentication() {
        return cost.resolver().isEmpty() && policy.precedesAuthentication();
    }
}
