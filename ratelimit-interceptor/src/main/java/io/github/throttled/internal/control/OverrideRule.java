package io.github.throttled.internal.control;

import io.github.throttled.internal.config.catalog.LiveKeys;
import io.github.throttled.internal.config.syntax.Expression;

import java.util.Optional;

/**
 * Decides which overrides are permitted, no matter whether they come from an operator or from the
 * grid.
 *
 * <p>An operator may neither change other parts of the configuration, nor read them through an
 * expression.
 *
 * @param keys the keys that can be overridden
 */
record OverrideRule(LiveKeys keys) {

    /**
     * The maximum length of a key in characters, sufficient for the name of any class and method.
     */
    static final int LONGEST_KEY = 1_000;

    /** The maximum length of a value in characters, sufficient for a list of many addresses. */
    static final int LONGEST_VALUE = 4_000;

    /**
     * Returns why an override is not permitted; empty if it is permitted as far as the key and
     * value alone show.
     *
     * @return a sentence without a full stop that does not quote the value
     */
    Optional<String> obstacle(String key, String value) {
        return text("key", key, LONGEST_KEY)
                .or(() -> keys.obstacle(key))
                .or(() -> text("value", value, LONGEST_VALUE));
    }

    private static Optional<String> text(String what, String text, int longest) {
        if (text.length() > longest) {
            return Optional.of(
                    "the %s of an override has at most %,d characters, but this one has %,d; change the configuration itself instead"
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
