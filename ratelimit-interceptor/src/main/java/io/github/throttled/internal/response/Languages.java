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
 * The languages that clients can be answered in: our texts, and those of the application, which
 * come first. They are named in the configuration and read at deployment, so that no client can
 * make us look for languages that nobody has. Immutable.
 */
public final class Languages {

    /** What an application's files are called, as in {@code ThrottledMessages_fr.properties}. */
    static final String APPLICATION = "ThrottledMessages";

    private static final String OURS = "io.github.throttled.internal.response.Texts";

    /** What is longer nobody has configured in a browser. */
    private static final int MAX_LENGTH = 512;

    /** One file each, without those of less special and of default languages behind it. */
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
     * Reads their texts.
     *
     * @param languages at least one; the first is for those who understand none
     * @param application where the application's texts are
     * @throws DeploymentException if there are no texts in one of the languages
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
     * The texts for a client.
     *
     * @param acceptLanguage the fields of that name, joined; null for none
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
            // The parser throws the one on purpose, and the other at a mere "-".
            return languages.get(0);
        }
    }

    /** Who wants {@code pt-BR} understands {@code pt}, and who wants {@code pt} any of it. */
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
