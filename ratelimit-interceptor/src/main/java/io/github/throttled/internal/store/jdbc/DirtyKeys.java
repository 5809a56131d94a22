package io.github.throttled.internal.store.jdbc;

import java.util.Iterator;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.LongAdder;

/**
 * Keys that have changed since they were last written, and what has become of them. There are never
 * more than so many; what does not fit is counted. Thread-safe.
 */
final class DirtyKeys {

    private final Map<String, KeyChange> keys = new ConcurrentHashMap<>();
    private final LongAdder missed = new LongAdder();
    private volatile int most;

    /**
     * @param most how many keys are remembered; at least 1
     */
    DirtyKeys(int most) {
        keep(most);
    }

    /** Remembers so many keys from now on. */
    void keep(int newMost) {
        most = newMost;
    }

    /** The key has changed. */
    void changed(String key, KeyChange change) {
        if (hasRoom(key)) {
            keys.merge(key, change, KeyChange::then);
        }
    }

    /** These could not be written. */
    void putBack(Map<String, KeyChange> taken) {
        taken.forEach(
                (key, change) -> {
                    if (hasRoom(key)) {
                        keys.merge(key, change, (later, earlier) -> earlier.then(later));
                    }
                });
    }

    int size() {
        return keys.size();
    }

    /**
     * Takes out so many, in the order of keys; who has taken a key looks up what has become of it.
     */
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

    /** How many changes did not fit since this was last called. */
    long missed() {
        return missed.sumThenReset();
    }

    private boolean hasRoom(String key) {
        if (keys.size() < most || keys.containsKey(key)) {
            return true;
        }
        missed.increment();
        return false;
    }
}
