package io.github.throttled.internal.store;

import java.util.Map;
import java.util.function.BooleanSupplier;

/**
 * A small map that all nodes of an application share. Every method returns within the timeout of
 * the {@link SharedMaps}. Requests must not wait for data in such a map. Thread-safe.
 *
 * @param <V> a {@code String} or a {@code long[]}, which must not be changed afterwards
 */
public interface SharedMap<V> {

    /**
     * A copy of all entries.
     *
     * @throws IllegalStateException if the store does not answer in time
     */
    Map<String, V> all();

    /**
     * A copy of all entries, for a caller that may give up waiting.
     *
     * @param isGivenUp whether the caller has given up; polled repeatedly
     * @throws IllegalStateException if the store does not answer in time, or if the caller gives up
     */
    default Map<String, V> all(BooleanSupplier isGivenUp) {
        return all();
    }

    /**
     * Puts entries, and replaces those of the same names. Their lifetime begins anew.
     *
     * @throws IllegalStateException if the store does not confirm in time; the entries may be
     *     stored
     */
    void putAll(Map<String, V> entries);

    /** Puts one entry. */
    default void put(String name, V value) {
        putAll(Map.of(name, value));
    }

    /**
     * Removes an entry; does nothing if there is none.
     *
     * @throws IllegalStateException if the store does not confirm in time; the entry may be removed
     */
    void remove(String name);

    /**
     * Registers an action that runs soon after a node has put or removed an entry. It is a hint
     * only: it may be missed while members join or leave, and entries that expire do not trigger
     * it.
     *
     * @param action must neither wait nor fail; forgotten when the store is closed
     * @throws IllegalStateException if the store does not answer in time
     */
    void onChange(Runnable action);
}
