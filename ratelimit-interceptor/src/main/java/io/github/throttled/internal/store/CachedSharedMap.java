package io.github.throttled.internal.store;

import java.time.Duration;
import java.util.Map;
import java.util.Optional;
import java.util.function.BooleanSupplier;
import java.util.function.LongSupplier;

/**
 * A shared map that caches its last reading. Reading a shared map asks all members of the grid, so
 * a single silent member delays every reader. Operators must not wait in that situation. So while a
 * member is silent, requests get the last reading. Thread-safe.
 *
 * @param <V> as in {@link SharedMap}
 */
public final class CachedSharedMap<V> {

    private final SharedMap<V> map;
    private final BooleanSupplier isSilent;
    private final LongSupplier clock;
    private final long keptMillis;
    private volatile Reading<V> last;

    /**
     * A reading of the map.
     *
     * @param entries must not be changed
     * @param atMillis when they were read, in milliseconds since the epoch
     */
    public record Reading<V>(Map<String, V> entries, long atMillis) {}

    /**
     * Creates an empty cache.
     *
     * @param isSilent whether a member is silent, so that requests must not wait for the map
     * @param clock milliseconds since the epoch
     * @param kept how long a reading is valid; zero to cache none
     */
    public CachedSharedMap(
            SharedMap<V> map, BooleanSupplier isSilent, LongSupplier clock, Duration kept) {
        this.map = map;
        this.isSilent = isSilent;
        this.clock = clock;
        this.keptMillis = kept.toMillis();
    }

    /**
     * Reads the map now, however long that takes.
     *
     * @throws IllegalStateException if the store does not answer in time
     */
    public Map<String, V> read() {
        return cached(map.all()).entries();
    }

    /**
     * Reads the map for a request. Waits until the store has answered or a member is found silent.
     * If the store does not answer, returns the last reading.
     *
     * @throws IllegalStateException if the store does not answer, and nothing is cached
     */
    public Reading<V> recent() {
        try {
            return cached(map.all(isSilent));
        } catch (IllegalStateException e) {
            return last().orElseThrow(() -> e);
        }
    }

    /** Puts entries as {@link SharedMap#putAll} does. */
    public void putAll(Map<String, V> entries) {
        map.putAll(entries);
    }

    /** Drops a reading that is no longer valid. */
    public void forgetOld() {
        if (last().isEmpty()) {
            last = null;
        }
    }

    private Reading<V> cached(Map<String, V> entries) {
        Reading<V> reading = new Reading<>(entries, clock.getAsLong());
        if (keptMillis > 0) {
            last = reading;
        }
        return reading;
    }

    private Optional<Reading<V>> last() {
        long oldest = clock.getAsLong() - keptMillis;
        return Optional.ofNullable(last).filter(reading -> reading.atMillis() >= oldest);
    }
}
