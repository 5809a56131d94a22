package io.github.throttled.internal.config.catalog;

import io.github.throttled.internal.config.model.Cost;
import io.github.throttled.internal.config.model.Policy;
import io.github.throttled.internal.config.reader.Sourced;

import java.util.Optional;

/**
 * A policy and who defines it.
 *
 * @param policy what is defined
 * @param cost what the configuration of the policy says a call costs; it outranks annotations
 * @param by what defines it
 * @param where the place that defines it, for messages
 */
record PolicyDefinition(Policy policy, Optional<Sourced<Cost>> cost, By by, String where) {

    /** What defines a policy. */
    enum By {
        /** {@code throttled.policy.NAME.limit} alone. */
        CONFIGURATION,
        /**
         * {@code @Throttled} with a name and a limit, overridden by the configuration of the name.
         */
        NAMED_SITE,
        /** {@code @Throttled} with a limit and no name. */
        INLINE_SITE
    }

    boolean isConfiguration() {
        return by == By.CONFIGURATION;
    }

    boolean isInline() {
        return by == By.INLINE_SITE;
    }
}
