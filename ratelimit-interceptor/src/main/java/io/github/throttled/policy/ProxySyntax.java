package io.github.throttled.policy;

/** Reads who is a trusted proxy: an address or a network, but not everybody. */
final class ProxySyntax {

    private ProxySyntax() {}

    /**
     * Reads one.
     *
     * @throws BadValueException for anything else
     */
    static IpNetwork parse(String text) {
        IpNetwork network = IpNetwork.parse(text);
        if (network.prefixBits() == 0) {
            throw new BadValueException(
                    Excerpt.quoted(text)
                            + " would let every client say who it is; write the addresses of your"
                            + " proxies, such as 10.0.0.5 or 10.0.1.0/24");
        }
        return network;
    }
}
