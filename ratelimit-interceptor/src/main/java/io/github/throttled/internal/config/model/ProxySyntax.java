package io.github.throttled.internal.config.model;

import io.github.throttled.internal.config.syntax.BadValueException;
import io.github.throttled.internal.config.syntax.SafeText;
import io.github.throttled.internal.net.IpNetwork;

/** The syntax of a trusted proxy: an address or a network, but not all addresses. */
public final class ProxySyntax {

    private ProxySyntax() {}

    /**
     * Reads one proxy.
     *
     * @throws BadValueException for anything else
     */
    public static IpNetwork parse(String text) {
        IpNetwork network = IpNetwork.parse(text);
        if (network.prefixBits() == 0) {
            throw new BadValueException(
                    SafeText.quoted(text)
                            + " would let every client state any address; write the addresses of your"
                            + " proxies, such as 10.0.0.5 or 10.0.1.0/24");
        }
        return network;
    }
}
