package io.github.throttled.internal.config.syntax;

import java.time.Duration;

/** The syntax of the length of a ban by an operator. */
public final class BanLength {

    private BanLength() {}

    /**
     * Reads a duration, as in the configuration: {@code 10m}, {@code 1 hour}.
     *
     * @return 1 millisecond to 366 days
     * @throws IllegalArgumentException for anything else, with a message for the operator
     */
    public static Duration parse(String text) {
        return DurationSyntax.parse(text);
    }
}
