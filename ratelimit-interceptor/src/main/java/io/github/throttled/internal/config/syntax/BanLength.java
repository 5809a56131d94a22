package io.github.throttled.internal.config.syntax;

import java.time.Duration;

/** How an operator writes how long somebody is banned. */
public final class BanLength {

    private BanLength() {}

    /**
     * Reads a length of time, as in the configuration: {@code 10m}, {@code 1 hour}.
     *
     * @return 1 millisecond to 366 days
     * @throws IllegalArgumentException for anything else, with a message for the operator
     */
    public static Duration parse(String text) {
        return DurationSyntax.parse(text);
    }
}
