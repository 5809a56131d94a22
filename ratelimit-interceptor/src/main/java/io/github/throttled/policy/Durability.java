package io.github.throttled.policy;

import java.time.Duration;
import java.util.Set;
import java.util.SortedSet;
import java.util.TreeSet;

/**
 * Which counters survive when all nodes stop, and how.
 *
 * @param counters what these counters are called, see {@link Policy#counters()}
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

    static Durability read(PropertyNames names, ConfigReader reader) {
        SortedSet<String> counters = new TreeSet<>();
        for (String policy : names.policies()) {
            if (reader.valueOrDefault(ConfigKeys.POLICY_DURABLE, policy)) {
                counters.add(policy);
                names.tiers(policy).forEach(tier -> counters.add(Policy.counters(policy, tier)));
            }
        }
        return new Durability(
                counters,
                reader.valueOrDefault(ConfigKeys.DATA_SOURCE),
                reader.valueOrDefault(ConfigKeys.DURABLE_INTERVAL));
    }
}
