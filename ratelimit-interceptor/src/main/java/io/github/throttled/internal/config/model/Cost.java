package io.github.throttled.internal.config.model;

import io.github.throttled.internal.config.syntax.BadValueException;
import io.github.throttled.internal.config.syntax.ValueSyntax;

import java.util.Optional;

/**
 * The cost of a call.
 *
 * @param permits at least 1; ignored if there is a resolver
 * @param resolver the name of a {@code CostResolver} bean
 */
public record Cost(long permits, Optional<String> resolver) {

    private static final ValueSyntax<Long> NUMBER = ValueSyntax.wholeNumber(1, Long.MAX_VALUE);

    /** A number of permits. */
    public Cost(long permits) {
        this(permits, Optional.empty());
    }

    /**
     * Reads a number of permits, or the name of a bean.
     *
     * @throws BadValueException for anything else
     */
    public static Cost parse(String text) {
        return Character.isJavaIdentifierStart(text.charAt(0))
                ? new Cost(1, Optional.of(text))
                : new Cost(NUMBER.parse(text));
    }
}
