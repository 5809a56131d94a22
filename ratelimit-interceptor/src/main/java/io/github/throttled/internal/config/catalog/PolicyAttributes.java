package io.github.throttled.internal.config.catalog;

import io.github.throttled.Strategy;
import io.github.throttled.internal.config.model.KeyExpression;
import io.github.throttled.internal.config.model.Limit;
import io.github.throttled.internal.config.reader.Sourced;

import java.util.List;
import java.util.Optional;

/**
 * The attributes of a policy that both an annotation and the configuration can set.
 *
 * @param limits empty if not set here
 * @param strategy empty if not set here
 * @param key empty if not set here
 */
record PolicyAttributes(
        Optional<Sourced<List<Limit>>> limits,
        Optional<Sourced<Strategy>> strategy,
        Optional<Sourced<KeyExpression>> key) {

    static final PolicyAttributes NONE =
            new PolicyAttributes(Optional.empty(), Optional.empty(), Optional.empty());

    /** These attributes; missing ones are taken from the others. */
    PolicyAttributes or(PolicyAttributes others) {
        return new PolicyAttributes(
                limits.or(others::limits), strategy.or(others::strategy), key.or(others::key));
    }
}
