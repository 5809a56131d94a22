package io.github.throttled.internal.engine.combining;

import java.util.HashMap;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;

/**
 * What this node remembers of the keys that were in use last. Bounded: keys live in two
 * generations, and when the younger one has half of all keys, the older one is forgotten, which
 * costs its keys' next calls a read. Thread-safe.
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

    /** What was remembered last; null if nothing is. */
    V get(String key) {
        V value = young.get(key);
        return value != null ? value : old.get(key);
    }

    /**
     * Remembers something.
     *
     * @param value null for nothing
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

    /** Forgets all keys. What was remembered of them. */
    synchronized Map<String, V> forgetAll() {
        Map<String, V> all = new HashMap<>(old);
        all.putAll(young);
        old = new ConcurrentHashMap<>();
        young = new ConcurrentHashMap<>();
        return all;
    }

    private synchronized void age(Map<String, V> full) {
        // Two threads may have filled it; it ages once.
        if (young == full) {
            old = full;
            young = new ConcurrentHashMap<>();
        }
    }
}
