package io.github.throttled.internal.engine.combining;

import java.util.HashMap;
import java.util.Map;

/** The state of each key as this node saw it last, for a bounded number of keys. Thread-safe. */
public final class LastSeen {

    private final GenerationalCache<Seen> keys;

    /**
     * What this node knows of a key.
     *
     * @param state what was stored; not null
     * @param rejection the cached rejection; null if the state rejected no call
     * @param millis when the state was seen
     * @param isShared whether other nodes had changed the state since the sighting before
     */
    record Seen(long[] state, CachedRejection rejection, long millis, boolean isShared) {}

    /**
     * @param maxKeys how many keys are remembered; at least 1
     */
    public LastSeen(int maxKeys) {
        this.keys = new GenerationalCache<>(maxKeys);
    }

    /** The state seen last; null if the key is unknown. */
    Seen of(String key) {
        return keys.get(key);
    }

    /** The state seen last; null if the key is unknown. */
    public long[] state(String key) {
        Seen seen = keys.get(key);
        return seen == null ? null : seen.state();
    }

    /** The cached rejection of the key; null for none. */
    public CachedRejection rejection(String key) {
        Seen seen = keys.get(key);
        return seen == null ? null : seen.rejection();
    }

    /**
     * Remembers a state.
     *
     * @param state null if the store holds none
     * @param rejection null if the state rejected no call
     * @param millis when the state was seen
     * @param isShared whether other nodes have changed the state since the sighting before
     */
    void put(String key, long[] state, CachedRejection rejection, long millis, boolean isShared) {
        keys.put(key, state == null ? null : new Seen(state, rejection, millis, isShared));
    }

    void forget(String key) {
        keys.forget(key);
    }

    /**
     * Forgets all keys.
     *
     * @return their last states
     */
    public Map<String, long[]> forgetAll() {
        Map<String, long[]> states = new HashMap<>();
        keys.forgetAll().forEach((key, seen) -> states.put(key, seen.state()));
        return states;
    }
}
