package io.github.throttled.client;

import java.time.Duration;
import java.util.OptionalLong;

/**
 * What a server says of one limit.
 *
 * @param quota how much there is in a window; empty if it does not say
 * @param remaining how much is left; at least 0
 * @param reset how long until there is more; not negative
 */
record ServerLimit(OptionalLong quota, long remaining, Duration reset) {

    /** Where the quota is unknown. */
    private static final long FEW = 5;

    /** A quarter of the quota is still enough not to hurry, and not to dawdle. */
    boolean isLow() {
        return quota.isPresent() ? remaining <= quota.getAsLong() / 4 : remaining <= FEW;
    }
}
