package io.github.throttled.internal.net;

import java.util.List;

/**
 * Where a request comes from, as far as that can be known.
 *
 * @param address the client's, or in its place the last one on the trail; null if the peer has none
 *     that can be read
 * @param isProxy whether that is a trusted proxy, who stands for anybody behind it: a client can
 *     have some proxies drop the field that would tell
 * @param disputed the addresses that two fields name, if they do not agree
 */
public record ClientAddress(IpAddress address, boolean isProxy, List<IpAddress> disputed) {

    /** Whether the client is certainly there: what a privilege may depend on. */
    public boolean isIn(IpNetwork network) {
        return address != null && !isProxy && network.contains(address);
    }

    /** Whether the client is there, or one of the fields says so: what a prohibition goes by. */
    public boolean mayBeIn(IpNetwork network) {
        return (address != null && network.contains(address))
                || disputed.stream().anyMatch(network::contains);
    }
}
