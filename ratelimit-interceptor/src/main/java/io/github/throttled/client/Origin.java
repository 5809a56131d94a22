package io.github.throttled.client;

import java.net.URI;
import java.util.Locale;

/**
 * The server that a request goes to; limits are kept per origin.
 *
 * @param scheme in lower case
 * @param host in lower case; empty if the address has none
 * @param port -1 if the address has none and the scheme has no default
 */
record Origin(String scheme, String host, int port) {

    static Origin of(URI address) {
        String scheme = lowerCase(address.getScheme());
        int port = address.getPort();
        return new Origin(
                scheme, lowerCase(address.getHost()), port < 0 ? defaultPort(scheme) : port);
    }

    private static int defaultPort(String scheme) {
        return switch (scheme) {
            case "http" -> 80;
            case "https" -> 443;
            default -> -1;
        };
    }

    private static String lowerCase(String part) {
        return part == null ? "" : part.toLowerCase(Locale.ROOT);
    }
}
