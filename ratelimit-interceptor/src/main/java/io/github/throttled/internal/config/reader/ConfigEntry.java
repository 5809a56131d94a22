package io.github.throttled.internal.config.reader;

/**
 * A value that is in force.
 *
 * @param key of the configuration, or the one that would override an annotation
 * @param value as it is written; {@link #HIDDEN} for a secret, and for one that cannot be read
 * @param source where it stands
 * @param ordinal of the source; 0 for an annotation
 * @param isSecret whether nobody must see it
 */
public record ConfigEntry(String key, String value, String source, int ordinal, boolean isSecret) {

    /** Stands for what nobody must see. */
    public static final String HIDDEN = "***";
}
