package io.github.throttled.internal.store;

import java.time.Duration;

/** Stores the counters of one application. Thread-safe. */
public interface CounterStore extends AutoCloseable {

    /**
     * The counters of one policy. Repeated calls return the same counters, as far as counters with
     * another memory can be kept. Their bound and rank are those of the last call.
     *
     * @param policy the policy, and how it counts
     * @param memoryMillis how long an untouched counter must be kept at least
     * @param maxKeys how many counters a node may keep
     * @param rank decides which counters are evicted first
     */
    Counters counters(String policy, long memoryMillis, int maxKeys, EvictionRank rank);

    /** The same, with equal ranks for all counters. */
    default Counters counters(String policy, long memoryMillis, int maxKeys) {
        return counters(policy, memoryMillis, maxKeys, EvictionRank.EQUAL);
    }

    /**
     * The time that all nodes share, in milliseconds since the epoch. Never fails: a store that is
     * down returns its best estimate.
     */
    long nowMillis();

    /** How many nodes share the counters; at least 1. Never fails. */
    int members();

    /** Whether other nodes can use the same counters. */
    default boolean isShared() {
        return true;
    }

    /**
     * Waits, at deployment, until the counters that were opened so far can be used at once.
     *
     * @throws IllegalStateException if they will never be usable; the message says what to do
     */
    default void awaitUsable() {}

    /**
     * Registers an action that runs before other software shuts the store's resources down, while
     * the store still works. A server may shut its grid down before it stops the applications.
     *
     * @param last runs at most once, on the thread that shuts down; forgotten when the store is
     *     closed
     */
    default void beforeShutdown(Runnable last) {}

    /**
     * The number of parts that can fail independently; at least 1. Each key belongs to one part.
     */
    default int parts() {
        return 1;
    }

    /** The part of a key: 0 to {@link #parts} - 1, always the same. Never fails. */
    default int part(String key) {
        return 0;
    }

    /** The other members of the grid that this node depends on. */
    default Peers peers() {
        return Peers.NONE;
    }

    /** How many nodes share a limit while the store does not answer; at least 1. Never fails. */
    default int shares() {
        return members();
    }

    /**
     * Registers an action for the end of a split. This node was cut off from others and has joined
     * them, and their counters have replaced those of this node. The action runs before the store
     * answers again. It must neither wait for that nor fail.
     */
    default void onRejoin(Runnable action) {}

    /**
     * The data that the nodes share besides counters. Call this only once. Closed with the store.
     *
     * @param timeout the longest time that an operation on them may take; positive
     */
    SharedMaps sharedMaps(Duration timeout);

    /** Describes this store for operators. */
    String description();

    /** Releases everything that this store itself has opened. */
    @Override
    void close();
}
