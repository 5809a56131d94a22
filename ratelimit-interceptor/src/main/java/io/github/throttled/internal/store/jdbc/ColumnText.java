package io.github.throttled.internal.store.jdbc;

import java.util.Arrays;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/**
 * Encodes names, keys and states so that every database stores them, whatever its character set.
 */
final class ColumnText {

    /** The maximal length of the name of an application, or of a policy's counters. */
    static final int MAX_NAME = 255;

    /** A key has up to 128 characters, and {@link #escape} needs up to 5 for each. */
    static final int MAX_KEY = 128 * 5;

    /** Far more than any state needs. */
    static final int MAX_STATE = 1_000_000;

    private static final char ESCAPE = '%';
    private static final Pattern SPACE = Pattern.compile(" ");

    private ColumnText() {}

    /**
     * The text in printable ASCII: other characters become {@code %} and four hexadecimal digits.
     */
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
     * Reverses {@link #ofKey}.
     *
     * @throws IllegalArgumentException if the text does not come from there
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

    /** Decimal numbers, separated by spaces. */
    static String ofState(long[] state) {
        return Arrays.stream(state).mapToObj(Long::toString).collect(Collectors.joining(" "));
    }

    /**
     * Reverses {@link #ofState}.
     *
     * @throws IllegalArgumentException if the text does not come from there
     */
    static long[] toState(String text) {
        return SPACE.splitAsStream(text).mapToLong(Long::parseLong).toArray();
    }

    private static String escape(char c) {
        return "%c%04x".formatted(ESCAPE, (int) c);
    }
}
