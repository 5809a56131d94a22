package io.github.throttled.internal.control;

import io.github.throttled.internal.config.catalog.LiveKeys;
import io.github.throttled.internal.config.syntax.Expression;

import java.util.Optional;

/**
 * What may be set above the configuration, by an operator or by whatever is found in the grid. An
 * operator is not trusted with the rest of the configuration: neither to change it, nor to read it
 * through an expression.
 *
 * @param keys which keys can be changed
 */
record OverrideRule(LiveKeys keys) {

    /** Enough for the name of any class and method. */
    static final int LONGEST_KEY = 1_000;

    /** Enough for a list of many addresses. */
    static final int LONGEST_VALUE = 4_000;

    /**
     * Why this cannot be set, as a sentence without a full stop that does not quote the value;
     * empty if it can, as far as that can be said without reading the whole configuration.
     */
    Optional<String> obstacle(String key, String value) {
        return text("key", key, LONGEST_KEY)
                .or(() -> keys.obstacle(key))
                .or(() -> text("value", value, LONGEST_VALUE));
    }

    private static Optional<String> text(String what, String text, int longest) {
        if (text.length() > longest) {
            return Optional.of(
                    "the %s of an override has at most %,d characters, and this one has %,d; change it in the configuration"
                            .formatted(what, longest, text.length()));
        }
        if (text.codePoints().anyMatch(OverrideRule::isInvisible)) {
            return Optional.of(
                    "the %s of an override is one line of visible text; remove the control characters"
                            .formatted(what));
        }
        return Expression.isIn(text)
                ? Optional.of(
                        "the %s of an override has no expressions; write what ${...} stands for"
                                .formatted(what))
                : Optional.empty();
    }

    private static boolean isInvisible(int character) {
        return switch (Character.getType(character)) {
            case Character.CONTROL,
                    Character.FORMAT,
                    Character.LINE_SEPARATOR,
                    Character.PARAGRAPH_SEPARATOR,
                    Character.SURROGATE ->
                    true;
            default -> false;
        };
    }
}
