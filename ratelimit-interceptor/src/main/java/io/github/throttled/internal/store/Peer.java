package io.github.throttled.internal.store;

import java.util.Objects;

/**
 * Another member of the grid, which keeps counters that this node uses.
 *
 * @param id its identity; a member that restarts has another one
 * @param address host and port
 */
public record Peer(String id, String address) {

    /** Checks that nothing is missing. */
    public Peer {
        Objects.requireNonNull(id, "id");
        Objects.requireNonNull(address, "address");
    }
}
