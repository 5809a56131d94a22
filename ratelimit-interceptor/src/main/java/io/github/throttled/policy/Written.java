package io.github.throttled.policy;

/**
 * A text of the configuration or of an annotation.
 *
 * @param text what it says, with the values of expressions in their places
 * @param shown what a message may show of it: as it is written, and nothing of a secret
 * @param isHidden whether no message may quote it: a secret, and what an expression stands for
 */
record Written(String text, String shown, boolean isHidden) {

    private static final String NOT_SHOWN =
            "what its expression stands for is wrong here, and is not shown because it may be a"
                    + " secret; write the value without ${...} to read what is wrong with it";

    /** A text that everybody may read. */
    static Written plain(String text) {
        return new Written(text, text, false);
    }

    /**
     * A value of the configuration.
     *
     * @param raw as it stands there; null if nobody knows
     */
    static Written configured(String property, String text, String raw) {
        if (ConfigListing.isSecret(property)) {
            return new Written(text, ConfigEntry.HIDDEN, true);
        }
        return raw != null && Expression.isIn(raw) ? new Written(text, raw, true) : plain(text);
    }

    /** What a message says of it, which must not quote what an expression stands for. */
    String fix(String fix) {
        return isHidden ? NOT_SHOWN : fix;
    }
}
