package io.github.throttled.internal.observability.usage;

import io.github.throttled.internal.store.CachedSharedMap;

import java.time.Duration;
import java.util.Arrays;
import java.util.HashMap;
import java.util.Map;
import java.util.Objects;
import java.util.OptionalLong;

/**
 * What this node tells the others on one board: what has changed at once, and what has not again
 * and again, for it is forgotten when a node dies. One thread tells; any may read.
 */
final class PublishedUsage<V> {

    /** How long what nobody tells again stays. */
    static final Duration KEPT = Duration.ofSeconds(30);

    private static final long REPEATED_MILLIS = KEPT.toMillis() / 3;

    private final CachedSharedMap<V> map;
    private volatile Map<String, Published<V>> published = Map.of();

    /** What was last to be told, whether it could be or not. */
    private volatile Map<String, V> own = Map.of();

    /**
     * What was told.
     *
     * @param fingerprint equal if the value is
     */
    private record Published<V>(V value, Object fingerprint, long atMillis) {}

    /**
     * What all nodes have told.
     *
     * @param othersMillis when those of the other nodes were read, since the epoch; empty if they
     *     are not there
     */
    record Reading<V>(Map<String, V> entries, OptionalLong othersMillis) {}

    PublishedUsage(CachedSharedMap<V> map) {
        this.map = map;
    }

    /**
     * Tells all of it, as far as the others do not know it.
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
        // Not told yet, if it fails: then the next time.
        if (!news.isEmpty()) {
            map.putAll(news);
        }
        published = next;
    }

    /**
     * What all nodes have told. While the store does not answer: what this one has, and what was
     * read of the others before.
     */
    Reading<V> read() {
        try {
            CachedSharedMap.Reading<V> recent = map.recent();
            Map<String, V> all = new HashMap<>(recent.entries());
            // Newer, if it is not read now; and the same, if it is.
            all.putAll(own);
            return new Reading<>(all, OptionalLong.of(recent.atMillis()));
        } catch (IllegalStateException e) {
            return new Reading<>(own, OptionalLong.empty());
        }
    }

    /** The same without the time. */
    Map<String, V> all() {
        return read().entries();
    }

    private static Object fingerprint(Object value) {
        return value instanceof long[] numbers ? Arrays.hashCode(numbers) : value;
    }
}
