package io.github.throttled.internal.console;

/**
 * Writes lines of a properties file that {@link java.util.Properties#load(java.io.Reader)} reads.
 */
final class PropertiesText {

    private static final String SPECIAL = "\\=:#!";
    private static final char FIRST_VISIBLE = '!';
    private static final char LAST_VISIBLE = '~';

    private PropertiesText() {}

    /** Returns one property on one line of ASCII. */
    static String line(String key, String value) {
        StringBuilder line = new StringBuilder(key.length() + value.length() + 2);
        key.chars().forEach(c -> append((char) c, SPECIAL + ' ', line));
        line.append('=');
        int text = 0;
        while (text < value.length() && value.charAt(text) == ' ') {
            line.append("\\ ");
            text++;
        }
        value.substring(text).chars().forEach(c -> append((char) c, SPECIAL, line));
        return line.append('\n').toString();
    }

    private static void append(char c, String escaped, StringBuilder line) {
        if (escaped.indexOf(c) >= 0) {
            line.append('\\').append(c);
        } else if (c == ' ' || FIRST_VISIBLE <= c && c <= LAST_VISIBLE) {
            line.append(c);
        } else {
            line.append("\\u%04x".formatted((int) c));
        }
    }
}
