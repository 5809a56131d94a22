package io.github.throttled.internal.store.jdbc;

import java.util.Arrays;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/** Names, keys and states as every database keeps them, whatever its character set. */
final class ColumnText {

    /** The longest name of an application, or of a policy's counters. */
    static final int MAX_NAME = 255;

    /** Each of 128 characters of a key may take as many as {@link #escape} makes of it. */
    static final int MAX_KEY = 128 * 5;

    /** Far more than any state takes. */
    static final int MAX_STATE = 1_000_000;

    private static final char ESCAPE = '%';
    private static final Pattern SPACE = Pattern.compile(" ");

    private ColumnText() {}

    /** The text in printable ASCII: other characters are {@code %} and four hexadecimal digits. */
    static String ofKey(String key) {
        StringBuilder text = new StringBuilder(key.length());
        for (int i = 0; i < key.length(); i++) {
            char c = key.charAt(i);
            if (c == ESCAPE || c < ' ' || c > '~') {
                text.append(escape(c));
            } else {
                text.append(c);
            }
        }
        return text.toString();
    }

    /**
     * What {@link #ofKey} has made this text of.
     *
     * @throws IllegalArgumentException if it has not made it
     */
    static String toKey(String text) {
        StringBuilder key = new StringBuilder(text.length());
        for (int i = 0; i < text.length(); i++) {
            char c = text.charAt(i);
            if (c == ESCAPE) {
                if (i + 5 > text.length()) {
                    throw new IllegalArgumentException("Its end is missing.");
                }
                key.append((char) Integer.parseInt(text, i + 1, i + 5, 16));
                i += 4;
            } else {
                key.append(c);
            }
        }
        return key.toString();
    }

    /** Decimal numbers with spaces between them. */
    static String ofState(long[] state) {
        return Arrays.stream(state).mapToObj(Long::toString).collect(Collectors.joining(" "));
    }

    /**
     * What {@link #ofState} has made this text of.
     *
     * @throws IllegalArgumentException if it has not made it
     */
    static long[] toState(String text) {
        return SPACE.splitAsStream(text).mapToLong(Long::parseLong).toArray();
    }

    private static String escape(char c) {
        return "%c%04x".formatted(ESCAPE, (int) c);
    }
}
