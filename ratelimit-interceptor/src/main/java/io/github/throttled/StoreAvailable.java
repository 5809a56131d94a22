package io.github.throttled;

import java.time.Instant;
import java.util.Objects;

/**
 * A CDI event: all parts of the store answer again after {@link StoreUnavailable}, and limits are
 * cluster-wide again.
 *
 * <p>Delivery and dropping work as for {@link Rejected}.
 *
 * @param store a description of the store for people
 * @param at the time of the recovery, by the clock of this node
 */
public record StoreAvailable(String store, Instant at) {

    /**
     * Checks that no parameter is null.
     *
     * @throws NullPointerException if a parameter is null
     */
    public StoreAvailable {
        Objects.requireNonNull(store, "store");
        Objects.requireNonNull(at, "at");
    }
}
