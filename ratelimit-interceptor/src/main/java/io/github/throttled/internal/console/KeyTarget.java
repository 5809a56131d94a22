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
 * A key in a policy.
 *
 * @param busy what was counted of it in the last minutes, in each tier
 */
record KeyTarget(Policy policy, String key, List<BusyKey> busy) {

    /**
     * The key that is named.
     *
     * @param key itself
     * @param id or what stands for it, if it is busy or banned
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

    /** The tier that most of its calls were in; empty for none. */
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
