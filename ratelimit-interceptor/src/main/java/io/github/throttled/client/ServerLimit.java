package io.github.throttled.client;

import java.time.Duration;
import java.util.OptionalLong;

/**
 * One limit that a server reports.
 *
 * @param quota permits per window; empty if unknown
 * @param remaining permits left; at least 0
 * @param reset the time until more permits are available; not negative
 */
record ServerLimit(OptionalLong quota, long remaining, Duration reset) {

    /** The number of permits that counts as low if the quota is unknown. */
    private static final long FEW = 5;

    /** Whether few permits remain. Above a quarter of the quota, requests need not be spread. */
    boolean isLow() {
        return quota.isPresent() ? remaining <= quota.getAsLong() / 4 : remaining <= FEW;
    }
}
