package io.github.throttled.internal.engine.failover;

import java.time.Instant;

/**
 * A member of the grid that does not answer.
 *
 * @param id its identity in the grid
 * @param name the name that operators use; the address if the member has no name
 * @param address host and port
 * @param since when it was found silent, by this node's clock
 * @param parts how many parts of the store it owns; at least 0
 */
public record SilentMember(String id, String name, String address, Instant since, int parts) {

    /** The name with the address, or the address alone if both are equal. */
    public String label() {
        return name.equals(address) ? address : name + " (" + address + ')';
    }

    /** The same member with another number of owned parts. */
    SilentMember owning(int now) {
        return new SilentMember(id, name, address, since, now);
    }
}
