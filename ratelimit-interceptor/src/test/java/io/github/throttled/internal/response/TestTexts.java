package io.github.throttled.internal.response;

import io.github.throttled.Decision;

import java.util.List;
import java.util.Locale;

/** The texts of clients, and rejections with the English ones. */
final class TestTexts {

    static final Texts ENGLISH = in(Locale.ENGLISH);

    private TestTexts() {}

    /** Our texts in a language. */
    static Texts in(Locale language) {
        return Languages.of(List.of(language), TestTexts.class.getClassLoader()).best(null);
    }

    static RejectionDetails of(Decision... decisions) {
        return new RejectionDetails(ENGLISH, List.of(decisions));
    }
}
