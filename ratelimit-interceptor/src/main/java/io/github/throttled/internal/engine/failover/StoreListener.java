package io.github.throttled.internal.engine.failover;

/**
 * Is told how the store does, by the thread that finds out, which may be one of the store's. Must
 * neither wait nor fail.
 */
public interface StoreListener {

    /** A call has got no answer in time, or an error instead. */
    default void failed() {}

    /** Some part of the store is not asked any more; before, all were. */
    default void unavailable(StoreState state) {}

    /** All parts of the store are asked again. */
    default void available(StoreState state) {}
}
