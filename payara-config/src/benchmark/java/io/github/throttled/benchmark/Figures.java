package io.github.throttled.benchmark;

import java.util.Locale;

/** Numbers as the documentation writes them: three digits that mean something. */
final class Figures {

    private Figures() {}

    static String withError(Sample sample) {
        double error = sample.error();
        return of(sample.mean()) + (Double.isFinite(error) ? " ± " + of(error) : "");
    }

    static String of(double value) {
        if (value >= 999.5e3) {
            return Digits.of(value / 1e6) + "M";
        }
        return value >= 99_950 ? Digits.of(value / 1e3) + "k" : Digits.of(value);
    }

    static String ratio(double value) {
        return Digits.of(value) + "x";
    }

    static String count(long value) {
        return String.format(Locale.ROOT, "%,d", value);
    }
}
