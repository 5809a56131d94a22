package io.github.throttled.internal.config.syntax;

/**
 * Text from outside, made fit for a message: nothing in it can break the line, forge a second one
 * or hide.
 */
public final class SafeText {

    private static final int LONGEST = 100;

    private SafeText() {}

    /** Escaped, and cut after 100 characters. */
    public static String of(String text) {
        return text.length() <= LONGEST
                ? escaped(text)
                : escaped(text.substring(0, LONGEST)) + "...";
    }

    /** An {@link #of excerpt} in double quotes. */
    public static String quoted(String text) {
        return '"' + of(text) + '"';
    }

    /** Escaped and whole. */
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
