package io.github.throttled.store.durable;

import java.util.Iterator;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.LongAdder;

/**
 * Keys that have changed since they were last written, and whether they were forgotten on purpose.
 * There are never more than so many; what does not fit is counted. Thread-safe.
 */
final class DirtyKeys {

    private final Map<String, Boolean> keys = new ConcurrentHashMap<>();
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

    /** The state of the key has changed. */
    void changed(String key) {
        // A key that is there will be read after it has been taken out, so it sees this change.
        if (!keys.containsKey(key)) {
            add(key, false);
        }
    }

    /** The key was forgotten on purpose. */
    void removed(String key) {
        add(key, true);
    }

    /** These could not be written. */
    void putBack(Map<String, Boolean> taken) {
        taken.forEach(this::add);
    }

    int size() {
        return keys.size();
    }

    /**
     * Takes out so many, in the order of keys; who has taken a key looks up what has become of it.
     */
    SortedMap<String, Boolean> take(int atMost) {
        SortedMap<String, Boolean> taken = new TreeMap<>();
        Iterator<String> next = keys.keySet().iterator();
        while (taken.size() < atMost && next.hasNext()) {
            String key = next.next();
            Boolean removed = keys.remove(key);
            if (removed != null) {
                taken.put(key, removed);
            }
        }
        return taken;
    }

    /** How many changes did not fit since this was last called. */
    long missed() {
        return missed.sumThenReset();
    }

    private void add(String key, boolean removed) {
        if (keys.size() >= most && !keys.containsKey(key)) {
            missed.increment();
        } else {
            keys.merge(key, removed, Boolean::logicalOr);
        }
    }
}
