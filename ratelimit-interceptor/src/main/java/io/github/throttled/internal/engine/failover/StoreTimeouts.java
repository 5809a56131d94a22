package io.github.throttled.internal.engine.failover;

import java.time.Duration;

/**
 * How long this node waits for the store.
 *
 * @param silence how long a member may be silent before it counts as failed; positive
 * @param maxWait the longest time that a decision waits; positive
 */
public record StoreTimeouts(Duration silence, Duration maxWait) {

    /** Uses the same time for both. */
    public static StoreTimeouts of(Duration timeout) {
        return new StoreTimeouts(timeout, timeout);
    }
}
