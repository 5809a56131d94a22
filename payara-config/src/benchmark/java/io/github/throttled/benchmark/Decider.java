package io.github.throttled.benchmark;

/** A rate limiter on one node, reduced to the question that all of them answer. Thread-safe. */
interface Decider extends AutoCloseable {

    /** What {@link #counted} says where nobody can know. */
    long UNKNOWN = -1;

    /** Takes one permit of the key, if there is one. */
    boolean tryAcquire(String key);

    /** How many permits of the key the limiter believes to be taken, or {@link #UNKNOWN}. */
    default long counted(String key) {
        return UNKNOWN;
    }

    /** Waits until nothing is on its way that would make {@link #counted} an old answer. */
    default void settle() {}

    @Override
    default void close() {}
}
