package io.github.throttled.internal.key;

import io.github.throttled.internal.net.ClientAddress;
import io.github.throttled.internal.net.IpAddress;
import io.github.throttled.internal.net.IpNetwork;
import io.github.throttled.internal.net.ListFromRight;

import java.util.List;

/**
 * Finds the client behind the proxies whose word counts. Immutable.
 *
 * <p>Each proxy writes down whom it got the request from, to the right of what was there before. So
 * the trail is walked from the peer, from the right: as long as an address is that of a trusted
 * proxy, what it wrote counts as well. The first address that is not is the client, and all to the
 * left of it is what the client chose to say. A trail that breaks off, because a trusted proxy does
 * not know, hides or garbles whom it got the request from, ends at that proxy.
 *
 * <p>Of {@code Forwarded} and {@code X-Forwarded-For} a proxy usually writes one, and passes on the
 * other as the client sent it. We cannot know which, so neither goes before the other: where both
 * are there and do not lead to the same address, the client is the peer.
 *
 * @param networks where the proxies are; empty if nobody is trusted
 */
public record TrustedProxies(List<IpNetwork> networks) {

    /** Nobody is trusted: the client is the peer. */
    public static final TrustedProxies NONE = new TrustedProxies(List.of());

    /** Makes the list immutable. */
    public TrustedProxies {
        networks = List.copyOf(networks);
    }

    /** Whether nobody is trusted, so that the client is always the peer. */
    boolean areNone() {
        return networks.isEmpty();
    }

    /** Who sent a request. */
    public ClientAddress client(Caller caller) {
        String text = caller.remoteAddress();
        IpAddress peer = KeyPart.absent(text) ? null : IpAddress.parse(text);
        if (peer == null || !include(peer)) {
            return new ClientAddress(peer, false, List.of());
        }
        IpAddress standard = trailEnd(peer, ForwardingField.FORWARDED, caller);
        IpAddress common = trailEnd(peer, ForwardingField.X_FORWARDED_FOR, caller);
        if (standard != null && common != null && !standard.equals(common)) {
            return new ClientAddress(peer, true, List.of(standard, common));
        }
        IpAddress end = standard != null ? standard : common != null ? common : peer;
        return new ClientAddress(end, include(end), List.of());
    }

    /** Where the trail of one field ends; null if the field says nothing. */
    private IpAddress trailEnd(IpAddress peer, ForwardingField field, Caller caller) {
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
