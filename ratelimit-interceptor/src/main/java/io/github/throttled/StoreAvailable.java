package io.github.throttled;

import java.time.Instant;
import java.util.Objects;

/**
 * A CDI event: all parts of the store answer again after {@link StoreUnavailable}, and limits are
 * cluster-wide again. Fired, and dropped, like {@link Rejected}.
 *
 * @param store which store it is, for people
 * @param at since when, by this node's clock
 */
public record StoreAvailable(String store, Instant at) {

    /** Checks that nothing is missing. */
    public StoreAvailable {
        Objects.requireNonNull(store, "store");
        Objects.requireNonNull(at, "at");
    }
}
