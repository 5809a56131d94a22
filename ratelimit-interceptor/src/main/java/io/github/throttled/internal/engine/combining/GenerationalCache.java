package io.github.throttled.internal.engine.combining;

import java.util.HashMap;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;

/**
 * A bounded cache of the keys used last. Keys live in two generations. When the younger one holds
 * half of all keys, the older one is dropped, which costs the next call of each dropped key a read.
 * Thread-safe.
 */
final class GenerationalCache<V> {

    private final int maxYoung;
    private volatile Map<String, V> young = new ConcurrentHashMap<>();
    private volatile Map<String, V> old = new ConcurrentHashMap<>();

    /**
     * @param maxKeys how many keys are remembered; at least 1
     */
    GenerationalCache(int maxKeys) {
        this.maxYoung = (maxKeys - 1) / 2;
    }

    /** The value stored last; null for none. */
    V get(String key) {
        V value = young.get(key);
        return value != null ? value : old.get(key);
    }

    /**
     * Stores a value.
     *
     * @param value null to forget the key
     */
    void put(String key, V value) {
        if (value == null) {
            forget(key);
            return;
        }
        Map<String, V> current = young;
        if (current.put(key, value) == null && current.size() > maxYoung) {
            age(current);
        }
    }

    void forget(String key) {
        young.remove(key);
        old.remove(key);
    }

    /**
     * Forgets all keys.
     *
     * @return their values
     */
    synchronized Map<String, V> forgetAll() {
        Map<String, V> all = new HashMap<>(old);
        all.putAll(young);
        old = new ConcurrentHashMap<>();
        young = new ConcurrentHashMap<>();
        return all;
    }

    private synchronized void age(Map<String, V> full) {
        // Two threads may have filled the generation, which must age only once.
        if (young == full) {
            old = full;
            young = new ConcurrentHashMap<>();
        }
    }
}
