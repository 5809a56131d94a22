package io.github.throttled.internal.net;

import java.util.regex.Pattern;

/**
 * Reads a node identifier of RFC 7239, section 6: {@code 192.0.2.1}, {@code 192.0.2.1:4711}, {@code
 * [2001:db8::1]}, {@code [2001:db8::1]:_port}. Also reads {@code 2001:db8::1}, the form of {@code
 * X-Forwarded-For}. Ignores the port, because a client has many.
 *
 * <p>{@code unknown} and obfuscated identifiers such as {@code _gazonk} are no addresses. A proxy
 * may generate an identifier for each request, so a counter for each identifier would not limit any
 * client.
 */
public final class ForwardedNode {

    private static final Pattern PORT = Pattern.compile("|:([0-9]{1,5}|_[A-Za-z0-9._-]+)");

    private ForwardedNode() {}

    /** The address; null if the identifier is none. */
    public static IpAddress address(String name) {
        if (name.startsWith("[")) {
            int close = name.indexOf(']');
            int colon = name.indexOf(':');
            return 0 < colon && colon < close
                    ? beforePort(name.substring(1, close), name.substring(close + 1))
                    : null;
        }
        int colon = name.indexOf(':');
        // An IPv6 address has at least two colons.
        return colon >= 0 && colon == name.lastIndexOf(':')
                ? beforePort(name.substring(0, colon), name.substring(colon))
                : IpAddress.parse(name);
    }

    private static IpAddress beforePort(String address, String port) {
        return PORT.matcher(port).matches() ? IpAddress.parse(address) : null;
    }
}
