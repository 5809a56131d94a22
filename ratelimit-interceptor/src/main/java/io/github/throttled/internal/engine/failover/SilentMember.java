package io.github.throttled.internal.engine.failover;

import java.time.Instant;

/**
 * A member of the grid that does not answer.
 *
 * @param id its identity in the grid
 * @param name what operators call it; its address if it has no name
 * @param address host and port
 * @param since when it was found silent, by this node's clock
 * @param parts how many parts of the store it owns; at least 0
 */
public record SilentMember(String id, String name, String address, Instant since, int parts) {

    /** The name and the address, each once. */
    public String label() {
        return name.equals(address) ? address : name + " (" + address + ')';
    }

    /** The same member, which owns so many parts by now. */
    SilentMember owning(int now) {
        return new SilentMember(id, name, address, since, now);
    }
}
