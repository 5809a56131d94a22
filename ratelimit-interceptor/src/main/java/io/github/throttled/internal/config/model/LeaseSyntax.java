package io.github.throttled.internal.config.model;

import io.github.throttled.internal.config.syntax.BadValueException;
import io.github.throttled.internal.config.syntax.ValueSyntax;

import java.util.Locale;

/** The syntax of a lease: {@code 10}, or {@code auto}. */
public final class LeaseSyntax {

    private static final long LARGEST = 1_000_000_000;

    private static final ValueSyntax<Long> NUMBER = ValueSyntax.wholeNumber(1, LARGEST);

    private LeaseSyntax() {}

    /**
     * Reads a number of permits.
     *
     * @throws BadValueException for anything else
     */
    public static long parse(String text) {
        if (text.toLowerCase(Locale.ROOT).equals("auto")) {
            return Counting.AUTO;
        }
        try {
            return NUMBER.parse(text);
        } catch (BadValueException e) {
            throw new BadValueException(e.getMessage() + ", or auto");
        }
    }
}
