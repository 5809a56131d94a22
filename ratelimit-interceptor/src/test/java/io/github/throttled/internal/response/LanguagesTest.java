package io.github.throttled.internal.response;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import jakarta.enterprise.inject.spi.DeploymentException;

import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

import java.io.IOException;
import java.net.URL;
import java.net.URLClassLoader;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.stream.Stream;

class LanguagesTest {

    @TempDir Path files;

    private ClassLoader application;

    @BeforeEach
    void open() throws IOException {
        application = new URLClassLoader(new URL[] {files.toUri().toURL()});
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '>',
            value = {
                "de > de",
                "de-CH > de",
                "DE > de",
                "fr, de;q=0.5 > de",
                "en;q=0.5, de > de",
                "de;q=0.5, en > en",
                "fr > en",
                "* > en",
                "de;q=0 > en",
                "pt > pt-BR",
                "pt-BR > pt-BR",
                "fr, pt;q=0.7, de;q=0.1 > pt-BR",
                "'' > en",
                "de;q=much > en",
                "%&/;=,;; > en",
            })
    void a_client_is_answered_in_a_language_that_it_accepts(String accepted, String language)
            throws IOException {
        file("pt_BR", "second=1 segundo");
        Languages languages = languages("en", "de", "pt-BR");

        assertThat(languages.best(accepted).language().toLanguageTag()).isEqualTo(language);
    }

    @Test
    void who_accepts_none_is_answered_in_the_first() {
        assertThat(languages("de", "en").best("fr").language()).isEqualTo(Locale.GERMAN);
        assertThat(languages("de", "en").best(null).language()).isEqualTo(Locale.GERMAN);
    }

    @Test
    void a_list_of_languages_without_end_is_not_read() {
        assertThat(languages("en", "de").best("de," + "fr,".repeat(200)).language())
                .isEqualTo(Locale.ENGLISH);
    }

    @Test
    void an_application_adds_a_language() throws IOException {
        file("fr", "quota-exceeded.wait=Limite d'appels atteinte. R\u00e9essayez dans {0}.");

        Texts french = languages("en", "fr").best("fr-CA");

        assertThat(french.get("quota-exceeded.wait", "10 minutes"))
                .isEqualTo("Limite d'appels atteinte. R\u00e9essayez dans 10 minutes.");
    }

    @Test
    void what_the_application_does_not_say_is_said_in_our_words() throws IOException {
        file("fr", "minute=1 minute");
        file("de", "quota-exceeded.title=Langsam!");

        Languages languages = languages("en", "fr", "de");

        assertThat(languages.best("fr").get("quota-exceeded.title")).isEqualTo("Too Many Requests");
        assertThat(languages.best("de").get("quota-exceeded.title")).isEqualTo("Langsam!");
        assertThat(languages.best("de").get("minutes", 2)).isEqualTo("2 Minuten");
        assertThat(languages.best("en").get("quota-exceeded.title")).isEqualTo("Too Many Requests");
    }

    @Test
    void a_country_says_what_its_language_says_unless_it_says_otherwise() throws IOException {
        file("de_AT", "quota-exceeded.title=Gemach!");
        file("de", "quota-exceeded.title=Langsam!", "minute=a Minutn");

        Texts austrian = languages("en", "de-AT").best("de-AT");

        assertThat(austrian.get("quota-exceeded.title")).isEqualTo("Gemach!");
        assertThat(austrian.get("minute")).isEqualTo("a Minutn");
        assertThat(austrian.get("hour")).isEqualTo("1 Stunde");
    }

    @Test
    void a_language_without_texts_is_an_error() {
        assertThatExceptionOfType(DeploymentException.class)
                .isThrownBy(() -> languages("en", "pt-BR"))
                .withMessage(
                        "throttled.languages = pt-BR: there are no texts in this language; add"
                                + " ThrottledMessages_pt_BR.properties to the application");
    }

    @Test
    void every_language_of_ours_says_everything() {
        assertThat(keys("Texts_de")).containsExactlyInAnyOrderElementsOf(keys("Texts"));
    }

    private static List<String> keys(String file) {
        try (Stream<String> lines =
                Files.lines(
                        Path.of(
                                "src/main/resources/io/github/throttled/internal/response",
                                file + ".properties"))) {
            return lines.filter(line -> !line.isBlank() && !line.startsWith("#"))
                    .map(line -> line.split("=")[0])
                    .toList();
        } catch (IOException e) {
            throw new AssertionError(e);
        }
    }

    private void file(String language, String... lines) throws IOException {
        Files.write(files.resolve("ThrottledMessages_" + language + ".properties"), List.of(lines));
    }

    private Languages languages(String... tags) {
        return Languages.of(Arrays.stream(tags).map(Locale::forLanguageTag).toList(), application);
    }
}
