package io.github.throttled.internal.servlet;

import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;

/** The query of a request. The container's own parser would read the entity of a form as well. */
public final class QueryString {

    private QueryString() {}

    /**
     * The first value of a parameter, decoded; null if there is none.
     *
     * @param query null for none
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
            // Not the escape that it looks like.
            return text;
        }
    }
}
