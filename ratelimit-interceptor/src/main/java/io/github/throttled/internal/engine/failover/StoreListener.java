package io.github.throttled.internal.engine.failover;

/**
 * Receives the failures and recoveries of the store. Called on the thread that detects them, which
 * may be one of the store's. Must neither wait nor fail.
 */
public interface StoreListener {

    /** A call got an error, or no answer in time. */
    default void failed() {}

    /** The first part of the store has failed. */
    default void unavailable(StoreState state) {}

    /** All parts of the store answer again. */
    default void available(StoreState state) {}
}
