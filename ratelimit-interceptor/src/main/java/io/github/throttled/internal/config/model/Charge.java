package io.github.throttled.internal.config.model;

/**
 * What one call pays to one policy.
 *
 * @param policy the policy that is asked
 * @param cost what a call costs; at most the {@link Policy#capacity}
 */
public record Charge(Policy policy, Cost cost) {

    /** What a call pays that costs what the policy says. */
    public static Charge of(Policy policy) {
        return new Charge(policy, policy.cost());
    }

    /** Whether it can be paid before anybody knows who sends the request. */
    public boolean precedesAuthentication() {
        return cost.resolver().isEmpty() && policy.precedesAuthentication();
    }
}
