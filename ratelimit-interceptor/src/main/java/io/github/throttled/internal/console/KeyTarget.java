package io.github.throttled.internal.console;

import io.github.throttled.internal.config.model.Policy;
import io.github.throttled.internal.control.ControlCenter;
import io.github.throttled.internal.key.PartitionKey;
import io.github.throttled.internal.observability.usage.BusyKey;
import io.github.throttled.internal.observability.usage.KeyHash;

import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * A key of a policy that a request addresses.
 *
 * @param busy the recent calls of the key, by tier
 */
record KeyTarget(Policy policy, String key, List<BusyKey> busy) {

    /**
     * Finds the key that a request names.
     *
     * @param key the partition key itself
     * @param id the ID of a busy or banned key, used without {@code key}
     * @throws ApiException if there is no such key
     */
    static KeyTarget find(
            ControlCenter console, Policy policy, Optional<String> key, Optional<String> id) {
        List<BusyKey> busy = console.usage().busyKeys(policy.name(), Integer.MAX_VALUE);
        String found =
                key.or(() -> id.flatMap(wanted -> withId(console, policy, busy, wanted)))
                        .orElseThrow(
                                () ->
                                        ApiException.notFound(
                                                "There is no such key; name it with key, or one"
                                                        + " that is busy or banned with id."));
        if (found.length() > PartitionKey.MAX_LENGTH) {
            throw ApiException.bad("A key has at most " + PartitionKey.MAX_LENGTH + " characters.");
        }
        return new KeyTarget(
                policy, found, busy.stream().filter(one -> one.key().equals(found)).toList());
    }

    private static Optional<String> withId(
            ControlCenter console, Policy policy, List<BusyKey> busy, String id) {
        return Stream.concat(busy.stream().map(BusyKey::key), console.bans().keys(policy).stream())
                .filter(key -> KeyHash.id(key).equals(id))
                .findFirst();
    }

    /** Returns the tier of most calls; empty if there are none. */
    String tier() {
        return busy.isEmpty() ? "" : busy.get(0).tier();
    }

    long calls() {
        return busy.stream().mapToLong(BusyKey::calls).sum();
    }

    long rejected() {
        return busy.stream().mapToLong(BusyKey::rejected).sum();
    }
}
