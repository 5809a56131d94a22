package io.github.throttled.client;

import java.util.Optional;
import java.util.regex.Pattern;

/** Parses at most 15 digits, as many as an integer of RFC 9651 has. */
final class WholeNumber {

    private static final Pattern DIGITS = Pattern.compile("[0-9]{1,15}");

    private WholeNumber() {}

    /** Returns a number of at least 0; empty if the text is none. */
    static Optional<Long> parse(String text) {
        return DIGITS.matcher(text).matches() ? Optional.of(Long.valueOf(text)) : Optional.empty();
    }
}
