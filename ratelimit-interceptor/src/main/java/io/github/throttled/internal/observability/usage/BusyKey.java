package io.github.throttled.internal.observability.usage;

/**
 * A key of which many calls came in the last minutes.
 *
 * @param tier of those who called; {@link DecisionCounter#NO_TIER} for none
 * @param key the partition key
 * @param calls how many there were on all nodes, at least
 * @param refused how many of them did not go on
 */
public record BusyKey(String tier, String key, long calls, long rejected) {

    /** Stands for the key where it would be too long, or should not be seen. */
    public String id() {
        return KeyHash.id(key);
    }
}
