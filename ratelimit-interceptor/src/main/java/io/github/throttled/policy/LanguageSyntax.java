package io.github.throttled.policy;

import java.util.IllformedLocaleException;
import java.util.Locale;

/** How a language is written: {@code fr}, {@code pt-BR}. */
final class LanguageSyntax {

    private LanguageSyntax() {}

    /**
     * Reads a language tag of BCP 47.
     *
     * @throws BadValueException for anything else
     */
    static Locale parse(String text) {
        try {
            Locale language = new Locale.Builder().setLanguageTag(text).build();
            if (!language.getLanguage().isEmpty()) {
                return language;
            }
        } catch (IllformedLocaleException e) {
            // Said below, like a tag without a language.
        }
        throw new BadValueException(
                Excerpt.quoted(text) + " is not a language; write a tag such as fr or pt-BR");
    }
}
