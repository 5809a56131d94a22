package io.github.throttled.internal.config.settings;

/**
 * A text that must not be shown, not even in a log.
 *
 * @param text as configured
 */
public record Secret(String text) {

    /** So long that its hashes cannot be inverted by trying secrets. */
    public static final int MIN_LENGTH = 16;

    /** Whether the secret is so short that it could be found by trying. */
    public boolean isGuessable() {
        return text.length() < MIN_LENGTH;
    }

    @Override
    public String toString() {
        return "Secret";
    }
}
