package io.github.throttled.internal.store;

import java.util.concurrent.CompletionStage;
import java.util.concurrent.Executor;

/**
 * The counters of one policy. Every method returns at once; a stage fails if the store does. Arrays
 * that are handed over or returned must not be changed afterwards. Thread-safe.
 */
public interface Counters {

    /** Runs a short action on the thread that delivers the answer. */
    Executor HERE = Runnable::run;

    /** Where an update was stored. */
    enum Stored {
        /** Nowhere: the caller has to read again. */
        NOT,
        /** In the counter of the key itself. */
        OWN,
        /** In the counter that new keys share when the map is full. */
        SHARED
    }

    /** The state stored for the key. Null for none; an empty array for a foreign value. */
    CompletionStage<long[]> get(String key);

    /**
     * Stores a state if the stored one is the expected one.
     *
     * <p>When a member leaves, the grid may run the operation twice and answer {@code false} though
     * the update is stored. A caller that then takes permits again charges twice, which admits no
     * call too many. Permits must not be returned twice: {@link #departures} tells when that is
     * possible.
     *
     * @param expected what must be stored; null for nothing, an empty array for a foreign value
     * @param update the new state; not null
     * @return where it was stored
     */
    CompletionStage<Stored> store(String key, long[] expected, long[] update);

    /** Like {@link #store}, and returns whether the update was stored. */
    default CompletionStage<Boolean> compareAndSet(String key, long[] expected, long[] update) {
        return store(key, expected, update).thenApplyAsync(where -> where != Stored.NOT, HERE);
    }

    /** Like {@link #get}, but never returns the counter that keys share. */
    default CompletionStage<long[]> getOwn(String key) {
        return get(key);
    }

    /**
     * Stores a state that was counted before, even if the map is full.
     *
     * @return false if the key has a counter of its own, which stays as it is
     */
    default CompletionStage<Boolean> restore(String key, long[] state) {
        return compareAndSet(key, null, state);
    }

    /**
     * How many counters this node stores, not counting backups; 0 for a client of the grid. May
     * take a moment, asks no other node, and never fails.
     */
    long kept();

    /**
     * A number that changes when a member leaves the grid, or closes the connection to this node.
     * If it is the same before and after a compare-and-set, the answer {@code false} means that the
     * update is not stored. Asks no other node, and never fails.
     */
    int departures();

    /** Removes the counter of the key. */
    CompletionStage<Void> remove(String key);
}
