package io.github.throttled.internal.config.syntax;

import java.util.IllformedLocaleException;
import java.util.Locale;

/** The syntax of a language: {@code fr}, {@code pt-BR}. */
public final class LanguageSyntax {

    private LanguageSyntax() {}

    /**
     * Reads a language tag of BCP 47.
     *
     * @throws BadValueException for anything else
     */
    public static Locale parse(String text) {
        try {
            Locale language = new Locale.Builder().setLanguageTag(text).build();
            if (!language.getLanguage().isEmpty()) {
                return language;
            }
        } catch (IllformedLocaleException e) {
            // Reported below, like a tag without a language.
        }
        throw new BadValueException(
                SafeText.quoted(text) + " is not a language; write a tag such as fr or pt-BR");
    }
}
