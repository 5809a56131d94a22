package io.github.throttled.policy;

import io.github.throttled.algorithm.Limits;

import java.util.List;

/**
 * A named set of limits with a strategy and a key.
 *
 * @param name as in {@code throttled.policy.NAME.}, which is at most 64 characters, or {@code
 *     Class.method}, which is as long as these names are; letters, digits, {@code . _ -}, safe in a
 *     header
 * @param limits at least one; a call must pass all
 * @param counting how each of the limits counts
 * @param key who shares a counter
 * @param cost of a call that does not say otherwise; at most the {@link #capacity}
 * @param scope which calls it concerns
 * @param onStoreFailure who decides when the store does not answer
 * @param maxKeys how many keys a node remembers; at least 1
 */
public record Policy(
        String name,
        List<Limit> limits,
        Counting counting,
        KeyExpression key,
        Cost cost,
        Scope scope,
        OnStoreFailure onStoreFailure,
        int maxKeys) {

    /** Makes the list immutable. */
    public Policy {
        limits = List.copyOf(limits);
    }

    /** The most that a call can ever cost: what the smallest limit can hold. */
    public long capacity() {
        return toLimits().capacity();
    }

    /** The limits as functions on a counter's state. */
    public Limits toLimits() {
        return new Limits(limits.stream().map(counting::of).toList());
    }
}
