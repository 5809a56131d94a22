package io.github.throttled.internal.key;

/**
 * Text from outside that becomes part of a key: as it is when it is short and printable, else
 * {@code #} and its {@link Fingerprint}. Text that itself begins with {@code #} is fingerprinted
 * too, so no name can pass for the fingerprint of another.
 */
final class KeyText {

    private static final char MARKER = '#';

    private KeyText() {}

    /**
     * Two different texts give two different results.
     *
     * @param maxLength in characters; more than {@link Fingerprint#LENGTH}
     */
    static String bounded(String text, int maxLength) {
        return text.length() <= maxLength && printable(text) && !marked(text)
                ? text
                : fingerprint(text);
    }

    /** The text as {@link #bounded} writes it when it is too long. */
    static String fingerprint(String text) {
        return MARKER + Fingerprint.of(text);
    }

    private static boolean marked(String text) {
        return !text.isEmpty() && text.charAt(0) == MARKER;
    }

    /** Whether a log line shows this text as it is, and UTF-8 carries it. */
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
