package io.github.throttled.internal.config.settings;

import io.github.throttled.internal.config.model.Policy;

import java.time.Duration;
import java.util.Set;

/**
 * The counters that survive when all nodes stop.
 *
 * @param counters the names of these counters, see {@link Policy#counters()}
 * @param dataSource the JNDI name of the database
 * @param interval how often changes are written; 1 millisecond to 366 days
 */
public record Durability(Set<String> counters, String dataSource, Duration interval) {

    /** Makes the set immutable. */
    public Durability {
        counters = Set.copyOf(counters);
    }

    /** Whether no counter survives. */
    public boolean isNone() {
        return counters.isEmpty();
    }
}
