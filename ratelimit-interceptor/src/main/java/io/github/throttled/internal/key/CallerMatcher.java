package io.github.throttled.internal.key;

import io.github.throttled.internal.config.model.CallerPattern;
import io.github.throttled.internal.net.ClientAddress;
import io.github.throttled.internal.net.IpNetwork;

import java.util.List;
import java.util.function.BiPredicate;

/**
 * Tells whether a caller is one of those that patterns describe. Immutable.
 *
 * @param patterns those that are meant
 * @param proxies who is believed when telling the client's address
 */
public record CallerMatcher(List<CallerPattern> patterns, TrustedProxies proxies) {

    /** Makes the list immutable. */
    public CallerMatcher {
        patterns = List.copyOf(patterns);
    }

    /** Whether one of the patterns certainly describes the caller. */
    public boolean include(Caller caller) {
        return anyMatches(caller, ClientAddress::isIn);
    }

    /**
     * Whether one of the patterns describes the caller, or would if one of two header fields that
     * name different clients were right.
     */
    public boolean mayInclude(Caller caller) {
        return anyMatches(caller, ClientAddress::mayBeIn);
    }

    private boolean anyMatches(Caller caller, BiPredicate<ClientAddress, IpNetwork> isThere) {
        for (CallerPattern pattern : patterns) {
            if (matches(pattern, caller, isThere)) {
                return true;
            }
        }
        return false;
    }

    private boolean matches(
            CallerPattern pattern, Caller caller, BiPredicate<ClientAddress, IpNetwork> isThere) {
        if (pattern instanceof CallerPattern.Role role) {
            return caller.isInRole(role.name());
        }
        if (pattern instanceof CallerPattern.User user) {
            return user.name().equals(caller.userName());
        }
        if (pattern instanceof CallerPattern.Network network) {
            return isThere.test(proxies.client(caller), network.network());
        }
        throw new AssertionError("A pattern that nobody matches: " + pattern);
    }
}
