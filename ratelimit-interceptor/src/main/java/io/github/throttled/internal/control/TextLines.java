package io.github.throttled.internal.control;

import java.util.List;

/** Several texts in one, as they cross the grid: each on a line, the last with all that follows. */
final class TextLines {

    private TextLines() {}

    /** All but the last must have no line breaks. */
    static String of(Object... texts) {
        return String.join("\n", List.of(texts).stream().map(String::valueOf).toList());
    }

    /**
     * So many texts.
     *
     * @throws IllegalArgumentException if there are fewer
     */
    static String[] parse(String lines, int count) {
        return parse(lines, count, count);
    }

    /**
     * As many texts as there are.
     *
     * @param least how many there must be
     * @param most how many there can be
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
