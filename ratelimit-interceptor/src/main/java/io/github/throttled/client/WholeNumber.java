package io.github.throttled.client;

import java.util.Optional;
import java.util.regex.Pattern;

/** Digits, of which a field has as few as an integer of RFC 9651. */
final class WholeNumber {

    private static final Pattern DIGITS = Pattern.compile("[0-9]{1,15}");

    private WholeNumber() {}

    /** At least 0; empty for anything else. */
    static Optional<Long> parse(String text) {
        return DIGITS.matcher(text).matches() ? Optional.of(Long.valueOf(text)) : Optional.empty();
    }
}
