package io.github.throttled.internal.store;

import java.util.concurrent.CompletionStage;
import java.util.concurrent.Executor;

/**
 * The counters of one policy. Every method returns at once; a stage fails if the store does. Arrays
 * that are handed over or returned must not be changed afterwards. Thread-safe.
 */
public interface Counters {

    /** For what follows an answer, and is short: on the thread that brings it. */
    Executor HERE = Runnable::run;

    /** Where an update was stored. */
    enum Stored {
        /** Nowhere: the caller has to read again. */
        NOT,
        /** In the counter of the key itself. */
        OWN,
        /** In the counter that new keys share where there is no room for them. */
        SHARED
    }

    /**
     * The state stored for the key; null if there is none, and an empty array if there is something
     * else.
     */
    CompletionStage<long[]> get(String key);

    /**
     * Stores a state if the stored one is what the caller believes it to be.
     *
     * <p>When a member leaves, the grid may run the operation twice and answer {@code false} though
     * the update is stored. A caller that then decides again charges twice; it never admits twice.
     *
     * @param expected what must be stored; null for nothing, an empty array for something else
     * @param update what shall be stored; not null
     * @return whether it was stored
     */
    CompletionStage<Boolean> compareAndSet(String key, long[] expected, long[] update);

    /** Does {@link #compareAndSet}, and says where the update was stored. */
    default CompletionStage<Stored> store(String key, long[] expected, long[] update) {
        return compareAndSet(key, expected, update)
                .thenApplyAsync(stored -> stored ? Stored.OWN : Stored.NOT, HERE);
    }

    /** Does {@link #get}, but never answers with the counter that keys share. */
    default CompletionStage<long[]> getOwn(String key) {
        return get(key);
    }

    /**
     * Stores a state that was counted before, also where there is no room for new keys.
     *
     * @return false if the key has a counter of its own, which stays as it is
     */
    default CompletionStage<Boolean> restore(String key, long[] state) {
        return compareAndSet(key, null, state);
    }

    /**
     * How many counters this node keeps, without the backups of others' counters; 0 if it keeps
     * none, as a client of the grid. May take a moment, asks nobody, and never fails.
     */
    long kept();

    /** Forgets the key. */
    CompletionStage<Void> remove(String key);
}
