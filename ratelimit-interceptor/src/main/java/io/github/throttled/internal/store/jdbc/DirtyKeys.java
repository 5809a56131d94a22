package io.github.throttled.internal.store.jdbc;

import java.util.Iterator;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.LongAdder;

/**
 * Keys that have changed since they were last written, with their changes. The number of keys is
 * bounded; further changes are only counted. Thread-safe.
 */
final class DirtyKeys {

    private final Map<String, KeyChange> keys = new ConcurrentHashMap<>();
    private final LongAdder missed = new LongAdder();
    private volatile int maxKeys;

    /**
     * @param maxKeys how many keys are kept; at least 1
     */
    DirtyKeys(int maxKeys) {
        keep(maxKeys);
    }

    /** Changes the bound. */
    void keep(int newMaxKeys) {
        maxKeys = newMaxKeys;
    }

    /** Records a change of the key. */
    void changed(String key, KeyChange change) {
        if (hasSpace(key)) {
            keys.merge(key, change, KeyChange::then);
        }
    }

    /** Puts changes back that could not be written. */
    void putBack(Map<String, KeyChange> taken) {
        taken.forEach(
                (key, change) -> {
                    if (hasSpace(key)) {
                        keys.merge(key, change, (later, earlier) -> earlier.then(later));
                    }
                });
    }

    int size() {
        return keys.size();
    }

    /** Takes out some keys, sorted. The caller then looks up their states. */
    SortedMap<String, KeyChange> take(int atMost) {
        SortedMap<String, KeyChange> taken = new TreeMap<>();
        Iterator<String> next = keys.keySet().iterator();
        while (taken.size() < atMost && next.hasNext()) {
            String key = next.next();
            KeyChange change = keys.remove(key);
            if (change != null) {
                taken.put(key, change);
            }
        }
        return taken;
    }

    /** How many changes did not fit since the last call. */
    long missed() {
        return missed.sumThenReset();
    }

    private boolean hasSpace(String key) {
        if (keys.size() < maxKeys || keys.containsKey(key)) {
            return true;
        }
        missed.increment();
        return false;
    }
}
