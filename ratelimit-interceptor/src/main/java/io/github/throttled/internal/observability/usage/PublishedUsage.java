package io.github.throttled.internal.observability.usage;

import io.github.throttled.internal.store.CachedSharedMap;

import java.time.Duration;
import java.util.Arrays;
import java.util.HashMap;
import java.util.Map;
import java.util.Objects;
import java.util.OptionalLong;

/**
 * Publishes counts of this node in one shared map. One thread publishes; any thread may read.
 *
 * <p>Changed entries are published at once. Unchanged entries are repeated, because they expire
 * after a node has died.
 */
final class PublishedUsage<V> {

    /** How long an entry stays without being published again. */
    static final Duration KEPT = Duration.ofSeconds(30);

    private static final long REPEATED_MILLIS = KEPT.toMillis() / 3;

    private final CachedSharedMap<V> map;
    private volatile Map<String, Published<V>> published = Map.of();

    /** The entries of the last publication, whether it succeeded or not. */
    private volatile Map<String, V> own = Map.of();

    /**
     * A published entry.
     *
     * @param fingerprint equal if and only if the value is considered equal
     */
    private record Published<V>(V value, Object fingerprint, long atMillis) {}

    /**
     * The entries of all nodes.
     *
     * @param othersMillis when the entries of other nodes were read, in milliseconds since the
     *     epoch; empty if there are none
     */
    record Reading<V>(Map<String, V> entries, OptionalLong othersMillis) {}

    PublishedUsage(CachedSharedMap<V> map) {
        this.map = map;
    }

    /**
     * Publishes all entries that the other nodes do not know yet.
     *
     * @throws IllegalStateException if the store does not answer in time
     */
    void publish(Map<String, V> all, long nowMillis) {
        Map<String, Published<V>> next = new HashMap<>();
        Map<String, V> news = new HashMap<>();
        Map<String, Published<V>> known = published;
        own = Map.copyOf(all);
        map.forgetOld();
        all.forEach(
                (name, value) -> {
                    Published<V> before = known.get(name);
                    Object fingerprint = fingerprint(value);
                    boolean isKnown =
                            before != null
                                    && Objects.equals(before.fingerprint(), fingerprint)
                                    && nowMillis - before.atMillis() < REPEATED_MILLIS;
                    next.put(
                            name,
                            isKnown ? before : new Published<>(value, fingerprint, nowMillis));
                    if (!isKnown) {
                        news.put(name, value);
                    }
                });
        // If this fails, the next publication repeats the entries.
        if (!news.isEmpty()) {
            map.putAll(news);
        }
        published = next;
    }

    /**
     * Returns the entries of all nodes. While the store does not answer: those of this node, and
     * the last read ones of the others.
     */
    Reading<V> read() {
        try {
            CachedSharedMap.Reading<V> recent = map.recent();
            Map<String, V> all = new HashMap<>(recent.entries());
            // The entries of this node are at least as recent as those in the map.
            all.putAll(own);
            return new Reading<>(all, OptionalLong.of(recent.atMillis()));
        } catch (IllegalStateException e) {
            return new Reading<>(own, OptionalLong.empty());
        }
    }

    /** Returns the entries without the time. */
    Map<String, V> all() {
        return read().entries();
    }

    private static Object fingerprint(Object value) {
        return value instanceof long[] numbers ? Arrays.hashCode(numbers) : value;
    }
}
