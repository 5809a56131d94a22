package io.github.throttled.internal.key;

import io.github.throttled.KeyResolver;
import io.github.throttled.internal.net.IpAddress;

import java.util.function.Function;

/**
 * The settings of keys, besides their expression.
 *
 * @param proxies proxies that may state the client's address
 * @param ipv4PrefixBits how many bits of an IPv4 address are the key; 1 to 32
 * @param ipv6PrefixBits how many bits of an IPv6 address are the key; 1 to 128
 * @param resolvers finds the bean of a name, when it is first needed
 */
public record KeySettings(
        TrustedProxies proxies,
        int ipv4PrefixBits,
        int ipv6PrefixBits,
        Function<String, KeyResolver> resolvers) {

    /**
     * Checks the ranges.
     *
     * @throws IllegalArgumentException if a prefix is out of range
     */
    public KeySettings {
        requirePrefix("IPv4", ipv4PrefixBits, IpAddress.IPV4_BITS);
        requirePrefix("IPv6", ipv6PrefixBits, IpAddress.IPV6_BITS);
    }

    private static void requirePrefix(String family, int bits, int max) {
        if (bits < 1 || bits > max) {
            throw new IllegalArgumentException(
                    "An " + family + " prefix has 1 to " + max + " bits, not " + bits + ".");
        }
    }
}
