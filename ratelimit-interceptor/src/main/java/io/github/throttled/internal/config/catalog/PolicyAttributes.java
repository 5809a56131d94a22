package io.github.throttled.internal.config.catalog;

import io.github.throttled.Strategy;
import io.github.throttled.internal.config.model.KeyExpression;
import io.github.throttled.internal.config.model.Limit;
import io.github.throttled.internal.config.reader.Sourced;

import java.util.List;
import java.util.Optional;

/**
 * What both an annotation and the configuration can say of a policy.
 *
 * @param limits what must hold; empty if it is not said here
 * @param strategy how it is counted; empty if it is not said here
 * @param key who shares a counter; empty if it is not said here
 */
record PolicyAttributes(
        Optional<Sourced<List<Limit>>> limits,
        Optional<Sourced<Strategy>> strategy,
        Optional<Sourced<KeyExpression>> key) {

    static final PolicyAttributes NONE =
            new PolicyAttributes(Optional.empty(), Optional.empty(), Optional.empty());

    /** These terms, and where they are silent the others. */
    PolicyAttributes or(PolicyAttributes others) {
        return new PolicyAttributes(
                limits.or(others::limits), strategy.or(others::strategy), key.or(others::key));
    }
}
