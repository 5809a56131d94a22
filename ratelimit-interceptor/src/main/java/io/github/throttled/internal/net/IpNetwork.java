package io.github.throttled.internal.net;

import io.github.throttled.internal.config.syntax.BadValueException;
import io.github.throttled.internal.config.syntax.SafeText;
import io.github.throttled.internal.config.syntax.ValueSyntax;

/**
 * The addresses with a common prefix: {@code 10.0.0.0/8}, {@code 2001:db8::/32}, or one address.
 *
 * @param first the first address
 * @param prefixBits the length of the prefix, in the notation of {@code first}
 */
public record IpNetwork(IpAddress first, int prefixBits) {

    /**
     * Reads an address, or an address with a slash and a prefix length.
     *
     * @throws BadValueException for anything else, and for bits behind the prefix
     */
    public static IpNetwork parse(String text) {
        int slash = text.indexOf('/');
        IpAddress address = IpAddress.parse(slash < 0 ? text : text.substring(0, slash));
        if (address == null) {
            throw new BadValueException(
                    SafeText.quoted(text)
                            + " is not an address; write one such as 192.0.2.1, or a network such as"
                            + " 10.0.0.0/8 or 2001:db8::/32");
        }
        int most = address.isIpv4() ? IpAddress.IPV4_BITS : IpAddress.IPV6_BITS;
        int bits =
                slash < 0
                        ? most
                        : ValueSyntax.wholeNumber(0, most)
                                .parse(text.substring(slash + 1))
                                .intValue();
        IpNetwork network = new IpNetwork(address.network(bits), bits);
        if (!network.first().equals(address)) {
            throw new BadValueException(
                    SafeText.quoted(text) + " has bits behind its prefix", network.toString());
        }
        return network;
    }

    /**
     * Whether the network contains an address; a network of IPv6 never contains an IPv4 address.
     */
    public boolean contains(IpAddress address) {
        return address.isIpv4() == first.isIpv4() && address.network(prefixBits).equals(first);
    }

    @Override
    public String toString() {
        return first + "/" + prefixBits;
    }
}
