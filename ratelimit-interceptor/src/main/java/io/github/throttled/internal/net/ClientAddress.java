package io.github.throttled.internal.net;

import java.util.List;

/**
 * The origin of a request, as far as known.
 *
 * @param address the address of the client, or of the last known proxy; null if the peer has no
 *     readable address
 * @param isProxy whether that is a trusted proxy, which may stand for any client behind it: a
 *     client can make some proxies drop the field that would identify it
 * @param disputed the two addresses of contradicting fields
 */
public record ClientAddress(IpAddress address, boolean isProxy, List<IpAddress> disputed) {

    /** Whether the client is certainly in the network. For privileges. */
    public boolean isIn(IpNetwork network) {
        return address != null && !isProxy && network.contains(address);
    }

    /** Whether the client is in the network, or one of the fields says so. For prohibitions. */
    public boolean mayBeIn(IpNetwork network) {
        return (address != null && network.contains(address))
                || disputed.stream().anyMatch(network::contains);
    }
}
