package io.github.throttled.internal.response;

import java.util.function.IntFunction;

/**
 * Writes text in double quotes, as JSON (RFC 8259) and as a string of a structured field (RFC
 * 9651). The two agree in printable ASCII.
 */
final class QuotedText {

    private QuotedText() {}

    /** Writes a JSON string in ASCII, so that no character set can be mistaken. */
    static String json(String text) {
        StringBuilder json = new StringBuilder(text.length() + 2);
        json(text, json);
        return json.toString();
    }

    /** Appends a JSON string. */
    static void json(String text, StringBuilder json) {
        append(text, json, "\\u%04x"::formatted);
    }

    /** Writes the string of a structured field; every other character becomes {@code _}. */
    static String field(String text) {
        StringBuilder field = new StringBuilder(text.length() + 2);
        append(text, field, other -> "_");
        return field.toString();
    }

    private static void append(String text, StringBuilder quoted, IntFunction<String> other) {
        quoted.append('"');
        for (int i = 0; i < text.length(); i++) {
            char c = text.charAt(i);
            if (c == '"' || c == '\\') {
                quoted.append('\\').append(c);
            } else if (c >= ' ' && c <= '~') {
                quoted.append(c);
            } else {
                quoted.append(other.apply(c));
            }
        }
        quoted.append('"');
    }
}
