package io.github.throttled.internal.key;

import io.github.throttled.internal.net.ClientAddress;
import io.github.throttled.internal.net.IpAddress;
import io.github.throttled.internal.net.IpNetwork;
import io.github.throttled.internal.net.ListFromRight;

import java.util.List;

/**
 * Finds the client behind trusted proxies. Immutable.
 *
 * <p>Each proxy appends the address from which it got the request to the right of the field. So the
 * addresses are read from the peer, from right to left. While an address is that of a trusted
 * proxy, the element that this proxy wrote is trusted as well. The first other address is the
 * client. Everything to the left of it was chosen by the client. If a trusted proxy does not know,
 * hides or garbles the address, the result is that proxy.
 *
 * <p>A proxy usually writes one of {@code Forwarded} and {@code X-Forwarded-For}, and forwards the
 * other as the client sent it. This library cannot know which, so neither takes precedence. If both
 * are present and lead to different addresses, the client is the peer.
 *
 * @param networks the addresses of trusted proxies; empty for none
 */
public record TrustedProxies(List<IpNetwork> networks) {

    /** Trusts no proxy: the client is the peer. */
    public static final TrustedProxies NONE = new TrustedProxies(List.of());

    /** Makes the list immutable. */
    public TrustedProxies {
        networks = List.copyOf(networks);
    }

    /** Whether no proxy is trusted, so that the client is always the peer. */
    boolean areNone() {
        return networks.isEmpty();
    }

    /** The sender of a request. */
    public ClientAddress client(Caller caller) {
        String text = caller.remoteAddress();
        IpAddress peer = KeyPart.absent(text) ? null : IpAddress.parse(text);
        if (peer == null || !include(peer)) {
            return new ClientAddress(peer, false, List.of());
        }
        IpAddress standard = lastTrusted(peer, ForwardingField.FORWARDED, caller);
        IpAddress common = lastTrusted(peer, ForwardingField.X_FORWARDED_FOR, caller);
        if (standard != null && common != null && !standard.equals(common)) {
            return new ClientAddress(peer, true, List.of(standard, common));
        }
        IpAddress end = standard != null ? standard : common != null ? common : peer;
        return new ClientAddress(end, include(end), List.of());
    }

    /** The last trusted address in one field; null if the field is missing. */
    private IpAddress lastTrusted(IpAddress peer, ForwardingField field, Caller caller) {
        ListFromRight elements = field.elements(caller);
        String element = elements.next();
        if (element == null) {
            return null;
        }
        IpAddress hop = peer;
        while (element != null) {
            IpAddress before = field.address(element);
            if (before == null) {
                return hop;
            }
            if (!include(before)) {
                return before;
            }
            hop = before;
            element = elements.next();
        }
        return hop;
    }

    private boolean include(IpAddress address) {
        for (IpNetwork network : networks) {
            if (network.contains(address)) {
                return true;
            }
        }
        return false;
    }
}
