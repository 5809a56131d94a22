package io.github.throttled;

/**
 * Resolves the cost of a call, if a fixed number does not suffice.
 *
 * <p>Implement it as a CDI bean with a name, and set {@code throttled.policy.NAME.cost} to that
 * name. The bean runs for every call of that policy, on many threads at once, while the request
 * waits. It must not block. If a parameter of the call has {@link ThrottleCost @ThrottleCost}, its
 * cost multiplies the result.
 */
@FunctionalInterface
public interface CostResolver {

    /**
     * Returns the cost of a call.
     *
     * @param call the call to charge; never null
     * @return the cost in permits; a number below 1 counts as 1. If the method throws, the call
     *     costs 1, and the log states the first failure.
     */
    long cost(ThrottledCall call);
}
