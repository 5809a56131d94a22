package io.github.throttled;

/**
 * Tells what a call costs, where neither a number nor a parameter does. A CDI bean with a name,
 * which {@code throttled.policy.NAME.cost} then has. It is asked for every call, by many threads at
 * once, on the way of the request: it must not block.
 */
@FunctionalInterface
public interface CostResolver {

    /**
     * What the call costs.
     *
     * @return permits; less than 1 counts as 1. If it throws, that is logged, and the call costs 1.
     */
    long cost(ThrottledCall call);
}
