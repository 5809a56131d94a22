package io.github.throttled;

import java.time.Instant;
import java.util.Objects;

/**
 * A CDI event: a part of the store does not answer, so this node does not use it any more. For the
 * keys of that part, the {@code on-store-failure} of each policy decides instead.
 *
 * <p>If further parts fail, no further event is fired until {@link StoreAvailable}. Delivery and
 * dropping work as for {@link Rejected}.
 *
 * @param store a description of the store for people, for example {@code Hazelcast instance
 *     'shop'}; its form may change in any version
 * @param at the time of the failure, by the clock of this node
 */
public record StoreUnavailable(String store, Instant at) {

    /**
     * Creates the event, for example in a test of an observer.
     *
     * @param store any text; not null
     * @param at any time; not null
     * @throws NullPointerException if a parameter is null
     */
    public StoreUnavailable {
        Objects.requireNonNull(store, "store");
        Objects.requireNonNull(at, "at");
    }
}
