package io.github.throttled.internal.control;

import java.util.List;

/**
 * Joins several texts with line breaks for transport over the grid; only the last one may contain
 * line breaks.
 */
final class TextLines {

    private TextLines() {}

    static String of(Object... texts) {
        return String.join("\n", List.of(texts).stream().map(String::valueOf).toList());
    }

    /**
     * Splits a text into an exact number of texts.
     *
     * @throws IllegalArgumentException if there are fewer
     */
    static String[] parse(String lines, int count) {
        return parse(lines, count, count);
    }

    /**
     * Splits a text into a varying number of texts.
     *
     * @param least the minimum number of texts
     * @param most the maximum number of texts
     * @throws IllegalArgumentException if there are fewer
     */
    static String[] parse(String lines, int least, int most) {
        String[] texts = lines.split("\n", most);
        if (texts.length < least) {
            throw new IllegalArgumentException("There are not %d lines.".formatted(least));
        }
        return texts;
    }
}
