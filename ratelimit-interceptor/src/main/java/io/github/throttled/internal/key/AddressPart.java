package io.github.throttled.internal.key;

import io.github.throttled.internal.net.IpAddress;

/**
 * The network of the client's address: {@code ip:192.0.2.1}, {@code ip:192.0.2.0/24}, {@code
 * ip:2001:db8:1:2::/64}. A prefix of the whole address is not shown.
 *
 * <p>A caller with an unreadable address has the fingerprint of the text as its key, so it is
 * limited like any other.
 */
final class AddressPart implements KeyPart {

    private static final String PREFIX = "ip:";

    private final TrustedProxies proxies;
    private final int ipv4PrefixBits;
    private final int ipv6PrefixBits;

    AddressPart(TrustedProxies proxies, int ipv4PrefixBits, int ipv6PrefixBits) {
        this.proxies = proxies;
        this.ipv4PrefixBits = ipv4PrefixBits;
        this.ipv6PrefixBits = ipv6PrefixBits;
    }

    @Override
    public String of(Caller caller) {
        String text = caller.remoteAddress();
        if (KeyPart.absent(text)) {
            return null;
        }
        // The common case allocates only the key.
        if (proxies.areNone()
                && ipv4PrefixBits == IpAddress.IPV4_BITS
                && IpAddress.isIpv4Literal(text)) {
            return PREFIX.concat(text);
        }
        IpAddress address = proxies.client(caller).address();
        return PREFIX.concat(address == null ? KeyText.fingerprint(text) : network(address));
    }

    private String network(IpAddress address) {
        return address.isIpv4()
                ? network(address, ipv4PrefixBits, IpAddress.IPV4_BITS)
                : network(address, ipv6PrefixBits, IpAddress.IPV6_BITS);
    }

    private static String network(IpAddress address, int prefixBits, int allBits) {
        return prefixBits == allBits
                ? address.toString()
                : address.network(prefixBits).toString() + '/' + prefixBits;
    }
}
