package io.github.throttled.internal.response;

import jakarta.enterprise.inject.spi.DeploymentException;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Locale.LanguageRange;
import java.util.Map;
import java.util.MissingResourceException;
import java.util.Optional;
import java.util.ResourceBundle;
import java.util.ResourceBundle.Control;
import java.util.function.Function;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * The languages of the responses: the texts of the application first, then the built-in texts.
 * Immutable.
 *
 * <p>The configuration lists the languages, and their texts are read at deployment. A client
 * therefore cannot cause lookups of other languages.
 */
public final class Languages {

    /** The base name of the application's files, as in {@code ThrottledMessages_fr.properties}. */
    static final String APPLICATION = "ThrottledMessages";

    private static final String OURS = "io.github.throttled.internal.response.Texts";

    /** Longer fields are ignored, to bound the work for one request. */
    private static final int MAX_LENGTH = 512;

    /** Loads exactly one file, without its parent locales and the default locale. */
    private static final Control ALONE =
            new Control() {
                @Override
                public List<String> getFormats(String name) {
                    return FORMAT_PROPERTIES;
                }

                @Override
                public List<Locale> getCandidateLocales(String name, Locale language) {
                    return List.of(language);
                }

                @Override
                public Locale getFallbackLocale(String name, Locale language) {
                    return null;
                }
            };

    private final List<Locale> languages;
    private final Map<Locale, Texts> texts;

    private Languages(List<Locale> languages, Map<Locale, Texts> texts) {
        this.languages = languages;
        this.texts = texts;
    }

    /**
     * Reads the texts of all languages.
     *
     * @param languages at least one; the first is the default
     * @param application loads the application's texts
     * @throws DeploymentException if there are no texts for one of the languages
     */
    public static Languages of(List<Locale> languages, ClassLoader application) {
        return new Languages(
                languages,
                languages.stream()
                        .collect(
                                Collectors.toMap(
                                        Function.identity(),
                                        language -> texts(language, application))));
    }

    /**
     * Returns the texts for a client.
     *
     * @param acceptLanguage the fields {@code Accept-Language}, joined; null if there are none
     */
    Texts best(String acceptLanguage) {
        return texts.get(language(acceptLanguage));
    }

    private Locale language(String acceptLanguage) {
        if (acceptLanguage == null || acceptLanguage.length() > MAX_LENGTH) {
            return languages.get(0);
        }
        try {
            return LanguageRange.parse(acceptLanguage).stream()
                    .filter(range -> range.getWeight() > 0 && !range.getRange().equals("*"))
                    .flatMap(range -> matching(List.of(range)))
                    .findFirst()
                    .orElse(languages.get(0));
        } catch (IllegalArgumentException | IndexOutOfBoundsException e) {
            // The parser throws the first exception for invalid input, and the second one for "-".
            return languages.get(0);
        }
    }

    /**
     * Finds matching languages: {@code pt} matches {@code pt-BR}, and any Portuguese matches {@code
     * pt}.
     */
    private Stream<Locale> matching(List<LanguageRange> wanted) {
        return Stream.concat(
                Stream.ofNullable(Locale.lookup(wanted, languages)),
                Locale.filter(wanted, languages).stream());
    }

    private static Texts texts(Locale language, ClassLoader application) {
        List<ResourceBundle> bundles = new ArrayList<>();
        for (Locale near : withAndWithoutCountry(language)) {
            bundle(APPLICATION, near, application).ifPresent(bundles::add);
        }
        for (Locale near : withAndWithoutCountry(language)) {
            bundle(OURS, near, Languages.class.getClassLoader()).ifPresent(bundles::add);
        }
        if (bundles.isEmpty() && !language.getLanguage().equals(Locale.ENGLISH.getLanguage())) {
            throw new DeploymentException(
                    "throttled.languages = %s: there are no texts in this language; add %s_%s.properties to the application"
                            .formatted(language.toLanguageTag(), APPLICATION, language));
        }
        bundles.add(
                bundle(OURS, Locale.ROOT, Languages.class.getClassLoader())
                        .orElseThrow(() -> new AssertionError("Our texts are in our jar.")));
        return new Texts(language, bundles);
    }

    private static List<Locale> withAndWithoutCountry(Locale language) {
        return Stream.of(language, Locale.forLanguageTag(language.getLanguage()))
                .distinct()
                .toList();
    }

    private static Optional<ResourceBundle> bundle(
            String name, Locale language, ClassLoader loader) {
        try {
            return Optional.of(ResourceBundle.getBundle(name, language, loader, ALONE));
        } catch (MissingResourceException e) {
            return Optional.empty();
        }
    }
}
