package io.github.throttled.internal.response;

/**
 * Writes a quoted string that is valid in both structured fields (RFC 9651) and JSON. Both agree on
 * printable ASCII, so other characters are replaced.
 */
final class QuotedString {

    private QuotedString() {}

    /**
     * Quotes a text; replaces characters outside printable ASCII, such as line breaks, by {@code
     * _}.
     */
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
