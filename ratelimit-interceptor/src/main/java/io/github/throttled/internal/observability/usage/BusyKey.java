package io.github.throttled.internal.observability.usage;

/**
 * A key with many calls in the last minutes.
 *
 * @param tier of the callers; {@link DecisionCounter#NO_TIER} for none
 * @param key the partition key
 * @param calls the minimum number of calls on all nodes
 * @param rejected how many of them were rejected
 */
public record BusyKey(String tier, String key, long calls, long rejected) {

    /** Returns a hash that stands for the key where the key is too long or must not be shown. */
    public String id() {
        return KeyHash.id(key);
    }
}
