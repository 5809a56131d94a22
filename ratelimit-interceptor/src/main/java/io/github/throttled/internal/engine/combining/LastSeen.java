package io.github.throttled.internal.engine.combining;

import java.util.HashMap;
import java.util.Map;

/** What this node last saw of each key, for as many keys as it may remember. Thread-safe. */
public final class LastSeen {

    private final GenerationalCache<Seen> keys;

    /**
     * What was seen of a key.
     *
     * @param state what was stored; not null
     * @param denial null if no call has been refused there
     * @param millis when it was seen
     * @param isShared whether other nodes have changed it since it had been seen before
     */
    record Seen(long[] state, CachedRejection denial, long millis, boolean isShared) {}

    /**
     * @param maxKeys how many keys are remembered; at least 1
     */
    public LastSeen(int maxKeys) {
        this.keys = new GenerationalCache<>(maxKeys);
    }

    /** What was seen last; null if nothing is known. */
    Seen of(String key) {
        return keys.get(key);
    }

    /** The state last seen; null if nothing is known. */
    public long[] state(String key) {
        Seen seen = keys.get(key);
        return seen == null ? null : seen.state();
    }

    /** What calls are refused by; null if nothing is known. */
    public CachedRejection denial(String key) {
        Seen seen = keys.get(key);
        return seen == null ? null : seen.denial();
    }

    /**
     * Remembers a state.
     *
     * @param state null if the store holds none
     * @param denial null if it has not refused a call
     * @param millis when it was seen
     * @param isShared whether other nodes have changed it since it had been seen before
     */
    void put(String key, long[] state, CachedRejection denial, long millis, boolean isShared) {
        keys.put(key, state == null ? null : new Seen(state, denial, millis, isShared));
    }

    void forget(String key) {
        keys.forget(key);
    }

    /** Forgets all keys. The states last seen of them. */
    public Map<String, long[]> forgetAll() {
        Map<String, long[]> states = new HashMap<>();
        keys.forgetAll().forEach((key, seen) -> states.put(key, seen.state()));
        return states;
    }
}
