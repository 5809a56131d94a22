package io.github.throttled.engine;

import java.util.Iterator;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;

/**
 * What this node last saw of each key. Bounded: when it is full, some other key is forgotten for
 * each new one, which costs that key's next call a read.
 */
final class LastSeen {

    private final Map<String, long[]> states = new ConcurrentHashMap<>();
    private final int maxKeys;

    LastSeen(int maxKeys) {
        this.maxKeys = maxKeys;
    }

    /** The state last seen; null if nothing is known. */
    long[] get(String key) {
        return states.get(key);
    }

    /**
     * Remembers a state.
     *
     * @param state null if the store holds none
     */
    void put(String key, long[] state) {
        if (state == null) {
            forget(key);
        } else if (states.put(key, state) == null && states.size() > maxKeys) {
            forgetAnother(key);
        }
    }

    void forget(String key) {
        states.remove(key);
    }

    private void forgetAnother(String key) {
        Iterator<String> others = states.keySet().iterator();
        while (others.hasNext()) {
            if (!others.next().equals(key)) {
                others.remove();
                return;
            }
        }
    }
}
