package io.github.throttled.internal.servlet;

import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;

/**
 * Reads parameters of a query string. The container's own parser would also consume the body of a
 * form.
 */
public final class QueryString {

    private QueryString() {}

    /**
     * Returns the first value of a parameter, decoded; null if there is none.
     *
     * @param query null if the request has none
     */
    public static String value(String query, String name) {
        if (query == null) {
            return null;
        }
        for (String pair : query.split("&")) {
            int equals = pair.indexOf('=');
            if (equals >= 0 && name.equals(decoded(pair.substring(0, equals)))) {
                return decoded(pair.substring(equals + 1));
            }
        }
        return null;
    }

    private static String decoded(String text) {
        try {
            return URLDecoder.decode(text, StandardCharsets.UTF_8);
        } catch (IllegalArgumentException e) {
            // The percent sign begins no valid escape.
            return text;
        }
    }
}
