package io.github.throttled.internal.response;

/**
 * A text in double quotes, as a structured field (RFC 9651) and JSON both write it: in printable
 * ASCII the two agree, so that is all that is let through.
 */
final class QuotedString {

    private QuotedString() {}

    /** What is not printable ASCII, a line break for example, becomes {@code _}. */
    static String of(String text) {
        StringBuilder quoted = new StringBuilder(text.length() + 2).append('"');
        for (int i = 0; i < text.length(); i++) {
            char c = text.charAt(i);
            if (c == '"' || c == '\\') {
                quoted.append('\\').append(c);
            } else {
                quoted.append(c >= ' ' && c <= '~' ? c : '_');
            }
        }
        return quoted.append('"').toString();
    }
}
