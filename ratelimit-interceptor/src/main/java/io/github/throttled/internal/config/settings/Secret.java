package io.github.throttled.internal.config.settings;

/**
 * A text that nobody must read, not even in a log.
 *
 * @param text as it is configured
 */
public record Secret(String text) {

    /** What it takes that a hash made with it cannot be undone by trying. */
    public static final int MIN_LENGTH = 16;

    /** Whether somebody could find it by trying. */
    public boolean isGuessable() {
        return text.length() < MIN_LENGTH;
    }

    @Override
    public String toString() {
        return "Secret";
    }
}
