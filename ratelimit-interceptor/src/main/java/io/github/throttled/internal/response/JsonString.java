package io.github.throttled.internal.response;

/** Writes a JSON string in ASCII, so that the character set of the response does not matter. */
final class JsonString {

    private JsonString() {}

    static String of(String text) {
        StringBuilder json = new StringBuilder(text.length() + 2);
        append(text, json);
        return json.toString();
    }

    static void append(String text, StringBuilder json) {
        json.append('"');
        for (int i = 0; i < text.length(); i++) {
            char c = text.charAt(i);
            if (c == '"' || c == '\\') {
                json.append('\\').append(c);
            } else if (c >= ' ' && c <= '~') {
                json.append(c);
            } else {
                json.append("\\u%04x".formatted((int) c));
            }
        }
        json.append('"');
    }
}
