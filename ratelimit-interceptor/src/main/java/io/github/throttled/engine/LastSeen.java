package io.github.throttled.engine;

import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;

/**
 * What this node last saw of each key. Bounded: keys live in two generations, and when the younger
 * one has half of all keys, the older one is forgotten, which costs its keys' next calls a read.
 * Thread-safe.
 */
final class LastSeen {

    private final int maxYoung;
    private volatile Map<String, long[]> young = new ConcurrentHashMap<>();
    private volatile Map<String, long[]> old = new ConcurrentHashMap<>();

    /**
     * @param maxKeys how many keys are remembered; at least 1
     */
    LastSeen(int maxKeys) {
        this.maxYoung = (maxKeys - 1) / 2;
    }

    /** The state last seen; null if nothing is known. */
    long[] get(String key) {
        long[] state = young.get(key);
        return state != null ? state : old.get(key);
    }

    /**
     * Remembers a state.
     *
     * @param state null if the store holds none
     */
    void put(String key, long[] state) {
        if (state == null) {
            forget(key);
            return;
        }
        Map<String, long[]> current = young;
        if (current.put(key, state) == null && current.size() > maxYoung) {
            age(current);
        }
    }

    void forget(String key) {
        young.remove(key);
        old.remove(key);
    }

    private synchronized void age(Map<String, long[]> full) {
        // Two threads may have filled it; it ages once.
        if (young == full) {
            old = full;
            young = new ConcurrentHashMap<>();
        }
    }
}
