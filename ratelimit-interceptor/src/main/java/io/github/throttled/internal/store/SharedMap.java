package io.github.throttled.internal.store;

import java.util.Map;
import java.util.function.BooleanSupplier;

/**
 * A small map that all nodes of an application share. Every method returns within the patience that
 * the {@link SharedMaps} were asked for with. Nothing that a request waits for may be here.
 * Thread-safe.
 *
 * @param <V> a {@code String} or a {@code long[]}, which must not be changed afterwards
 */
public interface SharedMap<V> {

    /**
     * Everything that is on it; a copy.
     *
     * @throws IllegalStateException if the store does not answer in time
     */
    Map<String, V> all();

    /**
     * The same, for who may not want to wait for it to the end.
     *
     * @param isGivenUp whether nobody waits for it any more; asked again and again
     * @throws IllegalStateException if the store does not answer in time, or it is given up before
     */
    default Map<String, V> all(BooleanSupplier isGivenUp) {
        return all();
    }

    /**
     * Puts these on it, in place of what had the same names. Their time begins anew.
     *
     * @throws IllegalStateException if the store does not confirm it in time; it may have done it
     */
    void putAll(Map<String, V> entries);

    /** The same for one. */
    default void put(String name, V value) {
        putAll(Map.of(name, value));
    }

    /**
     * Takes one off; nothing happens if it is not there.
     *
     * @throws IllegalStateException if the store does not confirm it in time; it may have done it
     */
    void remove(String name);

    /**
     * Has something done soon after a node has put something on it or taken something off. A hint:
     * it may be missed where nodes come and go, and nothing tells of what expires.
     *
     * @param action must neither wait nor fail; forgotten when the store is closed
     * @throws IllegalStateException if the store does not answer in time
     */
    void onChange(Runnable action);
}
