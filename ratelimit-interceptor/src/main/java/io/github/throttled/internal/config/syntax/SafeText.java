package io.github.throttled.internal.config.syntax;

/**
 * Makes foreign text safe for a message: the text cannot break the line, forge a second one or
 * hide.
 */
public final class SafeText {

    private static final int MAX_LENGTH = 100;

    private SafeText() {}

    /** The text escaped, and cut after 100 characters. */
    public static String of(String text) {
        return text.length() <= MAX_LENGTH
                ? escaped(text)
                : escaped(text.substring(0, MAX_LENGTH)) + "...";
    }

    /** The {@link #of safe text} in double quotes. */
    public static String quoted(String text) {
        return '"' + of(text) + '"';
    }

    /** The whole text, escaped. */
    public static String escaped(String text) {
        StringBuilder escaped = new StringBuilder(text.length());
        text.chars().forEach(c -> escaped.append(invisible((char) c) ? escape(c) : (char) c));
        return escaped.toString();
    }

    private static Object escape(int c) {
        return String.format("\\u%04x", c);
    }

    private static boolean invisible(char c) {
        return switch (Character.getType(c)) {
            case Character.CONTROL,
                    Character.FORMAT,
                    Character.LINE_SEPARATOR,
                    Character.PARAGRAPH_SEPARATOR,
                    Character.SURROGATE,
                    Character.UNASSIGNED ->
                    true;
            default -> false;
        };
    }
}
