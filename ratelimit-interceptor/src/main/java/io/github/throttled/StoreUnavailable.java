package io.github.throttled;

import java.time.Instant;
import java.util.Objects;

/**
 * A CDI event: some part of the store does not answer and is not asked any more; each policy's
 * {@code on-store-failure} decides there. Fired, and dropped, like {@link Rejected}; there is one
 * until {@link StoreAvailable}, however many parts follow.
 *
 * @param store which store it is, for people
 * @param at since when, by this node's clock
 */
public record StoreUnavailable(String store, Instant at) {

    /** Checks that nothing is missing. */
    public StoreUnavailable {
        Objects.requireNonNull(store, "store");
        Objects.requireNonNull(at, "at");
    }
}
