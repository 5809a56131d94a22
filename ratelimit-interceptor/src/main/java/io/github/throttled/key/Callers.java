package io.github.throttled.key;

import io.github.throttled.policy.CallerPattern;
import io.github.throttled.policy.IpAddress;

import java.util.List;

/** Tells whether a caller is one of those that patterns describe. Immutable. */
public record Callers(List<CallerPattern> patterns) {

    /** Whether one of the patterns describes the caller. */
    public boolean include(Caller caller) {
        for (CallerPattern pattern : patterns) {
            if (matches(pattern, caller)) {
                return true;
            }
        }
        return false;
    }

    private static boolean matches(CallerPattern pattern, Caller caller) {
        if (pattern instanceof CallerPattern.Role role) {
            return caller.isInRole(role.name());
        }
        if (pattern instanceof CallerPattern.User user) {
            return user.name().equals(caller.userName());
        }
        if (pattern instanceof CallerPattern.Network network) {
            String text = caller.remoteAddress();
            IpAddress address = KeyPart.absent(text) ? null : IpAddress.parse(text);
            return address != null && network.network().contains(address);
        }
        throw new AssertionError("A pattern that nobody matches: " + pattern);
    }
}
