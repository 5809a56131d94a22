package io.github.throttled;

import java.time.Instant;
import java.util.Objects;

/**
 * A CDI event: a part of the store does not answer and is not used any more; the {@code
 * on-store-failure} of each policy decides instead.
 *
 * <p>One event is fired until {@link StoreAvailable}, even if further parts fail. Delivery and
 * dropping work as for {@link Rejected}.
 *
 * @param store a description of the store for people
 * @param at the time of the failure, by the clock of this node
 */
public record StoreUnavailable(String store, Instant at) {

    /**
     * Checks that no parameter is null.
     *
     * @throws NullPointerException if a parameter is null
     */
    public StoreUnavailable {
        Objects.requireNonNull(store, "store");
        Objects.requireNonNull(at, "at");
    }
}
