package io.github.throttled.internal.key;

/**
 * Foreign text as a part of a key. A short and printable text stays as it is; any other becomes
 * {@code #} and its {@link Fingerprint}. Text that begins with {@code #} becomes a fingerprint,
 * too, so no name can imitate the fingerprint of another.
 */
final class KeyText {

    private static final char MARKER = '#';

    private KeyText() {}

    /**
     * Different texts have different results.
     *
     * @param maxLength in characters; more than {@link Fingerprint#LENGTH}
     */
    static String bounded(String text, int maxLength) {
        return text.length() <= maxLength && printable(text) && !marked(text)
                ? text
                : fingerprint(text);
    }

    /** The form of a text that is too long for {@link #bounded}. */
    static String fingerprint(String text) {
        return MARKER + Fingerprint.of(text);
    }

    private static boolean marked(String text) {
        return !text.isEmpty() && text.charAt(0) == MARKER;
    }

    /** Whether a log line shows this text unchanged, and UTF-8 can encode it. */
    private static boolean printable(String text) {
        for (int i = 0; i < text.length(); ) {
            int c = text.codePointAt(i);
            if (!printable(c)) {
                return false;
            }
            i += Character.charCount(c);
        }
        return true;
    }

    private static boolean printable(int codePoint) {
        if (codePoint < 0x7f) {
            return codePoint >= ' ';
        }
        return switch (Character.getType(codePoint)) {
            case Character.CONTROL,
                    Character.FORMAT, // bidirectional overrides and zero-width characters
                    Character.LINE_SEPARATOR,
                    Character.PARAGRAPH_SEPARATOR,
                    Character.SURROGATE, // unpaired: UTF-8 has no form for it
                    Character.PRIVATE_USE,
                    Character.UNASSIGNED ->
                    false;
            default -> true;
        };
    }
}
