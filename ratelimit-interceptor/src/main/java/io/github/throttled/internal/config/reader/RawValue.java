package io.github.throttled.internal.config.reader;

import io.github.throttled.internal.config.syntax.Expression;

/**
 * A text of the configuration or of an annotation.
 *
 * @param text what it says, with the values of expressions in their places
 * @param shown what a message may show of it: as it is written, and nothing of a secret
 * @param isHidden whether no message may quote it: a secret, and what an expression stands for
 */
public record RawValue(String text, String shown, boolean isHidden) {

    private static final String NOT_SHOWN =
            "what its expression stands for is wrong here, and is not shown because it may be a"
                    + " secret; write the value without ${...} to read what is wrong with it";

    /** A text that everybody may read. */
    public static RawValue plain(String text) {
        return new RawValue(text, text, false);
    }

    /**
     * A value of the configuration.
     *
     * @param raw as it stands there; null if nobody knows
     */
    static RawValue configured(String property, String text, String raw) {
        if (ConfigListing.isSecret(property)) {
            return new RawValue(text, ConfigEntry.HIDDEN, true);
        }
        return raw != null && Expression.isIn(raw) ? new RawValue(text, raw, true) : plain(text);
    }

    /** What a message says of it, which must not quote what an expression stands for. */
    String fix(String fix) {
        return isHidden ? NOT_SHOWN : fix;
    }
}
