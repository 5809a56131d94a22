package io.github.throttled;

import java.time.Instant;
import java.util.Objects;

/**
 * A CDI event: all parts of the store answer again after {@link StoreUnavailable}. From now on all
 * limits are cluster-wide again.
 *
 * <p>Delivery and dropping work as for {@link Rejected}.
 *
 * @param store a description of the store for people, for example {@code Hazelcast instance
 *     'shop'}; its form may change in any version
 * @param at the time of the recovery, by the clock of this node
 */
public record StoreAvailable(String store, Instant at) {

    /**
     * Creates the event, for example in a test of an observer.
     *
     * @param store any text; not null
     * @param at any time; not null
     * @throws NullPointerException if a parameter is null
     */
    public StoreAvailable {
        Objects.requireNonNull(store, "store");
        Objects.requireNonNull(at, "at");
    }
}
