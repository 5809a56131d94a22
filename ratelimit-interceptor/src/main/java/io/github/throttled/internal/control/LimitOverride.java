package io.github.throttled.internal.control;

import java.util.Optional;

/**
 * A value that an operator has set for all nodes, above what is configured.
 *
 * @param key of the configuration
 * @param by the operator's name
 * @param atMillis when, since the epoch
 */
public record LimitOverride(String key, String value, String by, long atMillis) {

    private static final int LINES = 3;

    String toText() {
        return TextLines.of(atMillis, by, value);
    }

    /** What {@link #toText} has written; empty if it is something else. */
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
