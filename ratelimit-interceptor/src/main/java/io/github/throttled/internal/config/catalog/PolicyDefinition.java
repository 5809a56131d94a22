package io.github.throttled.internal.config.catalog;

import io.github.throttled.internal.config.model.Cost;
import io.github.throttled.internal.config.model.Policy;
import io.github.throttled.internal.config.reader.Sourced;

import java.util.Optional;

/**
 * A policy and its source.
 *
 * @param policy the policy
 * @param cost the cost of a call by the configuration of the policy; it outranks annotations
 * @param by what defines the policy
 * @param where the place of the definition, for messages
 */
record PolicyDefinition(Policy policy, Optional<Sourced<Cost>> cost, By by, String where) {

    /** What defines a policy. */
    enum By {
        /** {@code throttled.policy.NAME.limit} alone. */
        CONFIGURATION,
        /**
         * {@code @Throttled} with a name and a limit, overridden by the configuration of the name.
         */
        NAMED_ELEMENT,
        /** {@code @Throttled} with a limit and no name. */
        INLINE_ELEMENT
    }

    boolean isConfiguration() {
        return by == By.CONFIGURATION;
    }

    boolean isInline() {
        return by == By.INLINE_ELEMENT;
    }
}
