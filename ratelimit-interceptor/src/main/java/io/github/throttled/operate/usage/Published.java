package io.github.throttled.operate.usage;

import io.github.throttled.store.Board;

import java.time.Duration;
import java.util.Arrays;
import java.util.HashMap;
import java.util.Map;
import java.util.Objects;

/**
 * What this node tells the others on one board: what has changed at once, and what has not again
 * and again, for it is forgotten when a node dies. One thread tells; any may read.
 */
final class Published<V> {

    /** How long what nobody tells again stays. */
    static final Duration KEPT = Duration.ofSeconds(30);

    private static final long REPEATED_MILLIS = KEPT.toMillis() / 3;

    private final Board<V> board;
    private volatile Map<String, Told<V>> told = Map.of();

    /**
     * What was told.
     *
     * @param fingerprint equal if the value is
     */
    private record Told<V>(V value, Object fingerprint, long atMillis) {}

    Published(Board<V> board) {
        this.board = board;
    }

    /**
     * Tells all of it, as far as the others do not know it.
     *
     * @throws IllegalStateException if the store does not answer in time
     */
    void tell(Map<String, V> all, long nowMillis) {
        Map<String, Told<V>> next = new HashMap<>();
        Map<String, V> news = new HashMap<>();
        Map<String, Told<V>> known = told;
        all.forEach(
                (name, value) -> {
                    Told<V> before = known.get(name);
                    Object fingerprint = fingerprint(value);
                    boolean isKnown =
                            before != null
                                    && Objects.equals(before.fingerprint(), fingerprint)
                                    && nowMillis - before.atMillis() < REPEATED_MILLIS;
                    next.put(name, isKnown ? before : new Told<>(value, fingerprint, nowMillis));
                    if (!isKnown) {
                        news.put(name, value);
                    }
                });
        // Not told yet, if it fails: then the next time.
        if (!news.isEmpty()) {
            board.putAll(news);
        }
        told = next;
    }

    /** What all nodes have told; what this one has, while the store does not answer. */
    Map<String, V> all() {
        try {
            return board.all();
        } catch (IllegalStateException e) {
            Map<String, V> own = new HashMap<>();
            told.forEach((name, value) -> own.put(name, value.value()));
            return own;
        }
    }

    private static Object fingerprint(Object value) {
        return value instanceof long[] numbers ? Arrays.hashCode(numbers) : value;
    }
}
