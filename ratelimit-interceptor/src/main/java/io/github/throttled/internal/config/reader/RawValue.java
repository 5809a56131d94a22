package io.github.throttled.internal.config.reader;

import io.github.throttled.internal.config.syntax.Expression;

/**
 * A text of the configuration or of an annotation.
 *
 * @param text the text with its expressions evaluated
 * @param shown the form for messages: as written, and never a secret
 * @param isHidden whether messages must not quote the text: it is a secret, or has expressions
 */
public record RawValue(String text, String shown, boolean isHidden) {

    private static final String NOT_SHOWN =
            "what its expression stands for is wrong here, and is not shown because it may be a"
                    + " secret; write the value without ${...} to read what is wrong with it";

    /** A text that may be shown. */
    public static RawValue plain(String text) {
        return new RawValue(text, text, false);
    }

    /**
     * A value of the configuration.
     *
     * @param raw the text with its expressions; null if unknown
     */
    static RawValue configured(String property, String text, String raw) {
        if (ConfigListing.isSecret(property)) {
            return new RawValue(text, ConfigEntry.HIDDEN, true);
        }
        return raw != null && Expression.isIn(raw) ? new RawValue(text, raw, true) : plain(text);
    }

    /** The message to show, which must not quote the value of an expression. */
    String fix(String fix) {
        return isHidden ? NOT_SHOWN : fix;
    }
}
