package io.github.throttled.internal.store;

import java.time.Duration;

/** Where the counters of one application live. Thread-safe. */
public interface CounterStore extends AutoCloseable {

    /**
     * The counters of one policy; the same counters each time, as far as counters with another
     * memory can be kept.
     *
     * @param policy the policy, and how it counts
     * @param memoryMillis how long an untouched counter must be kept at least
     * @param maxKeys how many counters a node may keep
     * @param worth what a counter is worth when there are too many
     */
    Counters counters(String policy, long memoryMillis, int maxKeys, EvictionRank worth);

    /** The same where all counters are worth as much. */
    default Counters counters(String policy, long memoryMillis, int maxKeys) {
        return counters(policy, memoryMillis, maxKeys, EvictionRank.EQUAL);
    }

    /**
     * The time that all nodes share, in milliseconds since the epoch. Never fails: a store that is
     * down tells the time as well as it can.
     */
    long nowMillis();

    /** How many nodes share the counters; at least 1. Never fails. */
    int members();

    /** Whether other nodes can have counters here; otherwise nobody but this one ever does. */
    default boolean isShared() {
        return true;
    }

    /**
     * Waits, at deployment, until the counters that were opened so far can be used at once.
     *
     * @throws IllegalStateException if they never can; the message tells what is to be done
     */
    default void awaitUsable() {}

    /**
     * Has a last thing done before somebody else ends what this store is made of, while it still
     * works. A server may end its grid before it stops the applications.
     *
     * @param last done at most once, on the thread that ends it; forgotten when the store is closed
     */
    default void beforeShutdown(Runnable last) {}

    /** Into how many parts keys fall that may stop answering without the others; at least 1. */
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
     * Says what is to be done when this node, which was cut off from others, has joined them, and
     * their counters take the place of those that it had. It is done before the store answers
     * again, and must neither wait for that nor fail.
     */
    default void onRejoin(Runnable action) {}

    /**
     * What the nodes share besides counters; to be asked for once. Closed with the store.
     *
     * @param patience the longest that anything on them may take; positive
     */
    SharedMaps boards(Duration patience);

    /** Which store this is, for an operator to read. */
    String description();

    /** Lets go of what this store itself opened. */
    @Override
    void close();
}
