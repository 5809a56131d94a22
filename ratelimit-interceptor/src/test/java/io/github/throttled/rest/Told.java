package io.github.throttled.rest;

import io.github.throttled.Decision;

import java.util.List;
import java.util.Locale;

/** What clients are told who speak English. */
final class Told {

    static final Texts ENGLISH = in(Locale.ENGLISH);

    private Told() {}

    /** Our texts in a language. */
    static Texts in(Locale language) {
        return Languages.of(List.of(language), Told.class.getClassLoader()).best(null);
    }

    static Rejection of(Decision... decisions) {
        return new Rejection(ENGLISH, List.of(decisions));
    }
}
