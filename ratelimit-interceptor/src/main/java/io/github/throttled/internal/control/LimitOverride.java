package io.github.throttled.internal.control;

import java.util.Optional;

/**
 * A configuration value that an operator has set for all nodes.
 *
 * @param key the key of the configuration
 * @param value the value that replaces the configured one
 * @param by the name of the operator
 * @param atMillis the time in milliseconds since the epoch
 */
public record LimitOverride(String key, String value, String by, long atMillis) {

    private static final int LINES = 3;

    String toText() {
        return TextLines.of(atMillis, by, value);
    }

    /** Parses the result of {@link #toText}; empty for any other text. */
    static Optional<LimitOverride> of(String key, String text) {
        try {
            String[] lines = TextLines.parse(text, LINES);
            return Optional.of(
                    new LimitOverride(key, lines[2], lines[1], Long.parseLong(lines[0])));
        } catch (IllegalArgumentException e) {
            return Optional.empty();
        }
    }
}
