package io.github.throttled.internal.config.reader;

/**
 * A value in force.
 *
 * @param key a key of the configuration; for an annotation, the key that would override it
 * @param value as written; {@link #HIDDEN} for a secret, and for a value that cannot be read
 * @param source the source of the value
 * @param ordinal the ordinal of the source; 0 for an annotation
 * @param isSecret whether the value must not be shown
 */
public record ConfigEntry(String key, String value, String source, int ordinal, boolean isSecret) {

    /** Replaces a value that must not be shown. */
    public static final String HIDDEN = "***";
}
