package io.github.throttled.benchmark;

import java.util.Locale;

/** Writes a number with the three digits that mean something. */
final class Digits {

    private Digits() {}

    static String of(double value) {
        double size = Math.abs(value);
        int decimals = size >= 99.95 ? 0 : size >= 9.995 ? 1 : 2;
        return String.format(Locale.ROOT, "%,." + decimals + "f", value);
    }
}
