package io.github.throttled.policy;

import io.github.throttled.Strategy;

import java.util.List;
import java.util.Optional;

/**
 * What both an annotation and the configuration can say of a policy.
 *
 * @param limits what must hold; empty if it is not said here
 * @param strategy how it is counted; empty if it is not said here
 * @param key who shares a counter; empty if it is not said here
 */
record Terms(
        Optional<Said<List<Limit>>> limits,
        Optional<Said<Strategy>> strategy,
        Optional<Said<KeyExpression>> key) {

    static final Terms NONE = new Terms(Optional.empty(), Optional.empty(), Optional.empty());

    /** These terms, and where they are silent the others. */
    Terms or(Terms others) {
        return new Terms(
                limits.or(others::limits), strategy.or(others::strategy), key.or(others::key));
    }
}
