package io.github.throttled.internal.response;

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

    static RejectionDetails of(Decision... decisions) {
        return new RejectionDetails(ENGLISH, List.of(decisions));
    }
}
