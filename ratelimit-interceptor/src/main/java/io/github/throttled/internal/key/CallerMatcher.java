package io.github.throttled.internal.key;

import io.github.throttled.internal.config.model.CallerPattern;
import io.github.throttled.internal.net.ClientAddress;
import io.github.throttled.internal.net.IpNetwork;

import java.util.List;
import java.util.function.BiPredicate;

/**
 * Decides whether patterns match a caller. Immutable.
 *
 * @param patterns the patterns
 * @param proxies proxies that may state the client's address
 */
public record CallerMatcher(List<CallerPattern> patterns, TrustedProxies proxies) {

    /** Makes the list immutable. */
    public CallerMatcher {
        patterns = List.copyOf(patterns);
    }

    /** Whether one of the patterns certainly matches the caller. */
    public boolean include(Caller caller) {
        return anyMatches(caller, ClientAddress::isIn);
    }

    /**
     * Whether one of the patterns matches the caller, or would match if one of two contradicting
     * header fields were right.
     */
    public boolean mayInclude(Caller caller) {
        return anyMatches(caller, ClientAddress::mayBeIn);
    }

    private boolean anyMatches(Caller caller, BiPredicate<ClientAddress, IpNetwork> isInNetwork) {
        for (CallerPattern pattern : patterns) {
            if (matches(pattern, caller, isInNetwork)) {
                return true;
            }
        }
        return false;
    }

    private boolean matches(
            CallerPattern pattern,
            Caller caller,
            BiPredicate<ClientAddress, IpNetwork> isInNetwork) {
        if (pattern instanceof CallerPattern.Role role) {
            return caller.isInRole(role.name());
        }
        if (pattern instanceof CallerPattern.User user) {
            return user.name().equals(caller.userName());
        }
        if (pattern instanceof CallerPattern.Network network) {
            return isInNetwork.test(proxies.client(caller), network.network());
        }
        throw new AssertionError("An unknown kind of pattern: " + pattern);
    }
}
