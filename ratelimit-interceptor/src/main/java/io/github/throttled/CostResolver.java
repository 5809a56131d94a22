package io.github.throttled;

/**
 * Resolves the cost of a call, if neither a fixed number nor a parameter determines it.
 *
 * <p>Implement it as a CDI bean with a name, and set {@code throttled.policy.NAME.cost} to that
 * name. It runs for every call, on many threads at once, while the request waits. It must not
 * block.
 */
@FunctionalInterface
public interface CostResolver {

    /**
     * Returns the cost of a call.
     *
     * @param call the call to charge; never null
     * @return the cost in permits; a number below 1 counts as 1. If the method throws, the failure
     *     is logged and the call costs 1.
     */
    long cost(ThrottledCall call);
}
