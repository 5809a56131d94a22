package io.github.throttled.internal.response;

import static io.github.throttled.internal.response.Decisions.exhausted;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.throttled.internal.config.settings.BodyStyle;

import jakarta.ws.rs.core.MediaType;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Map;

class BodyFormatTest {

    private static final String BROWSER =
            "text/html, application/xhtml+xml, application/xml;q=0.9, image/avif, */*;q=0.8";

    private final RejectionDetails rejection =
            TestTexts.of(Decisions.of("p", exhausted(100, "PT15M", "PT10M")));

    @ParameterizedTest
    @CsvSource(
            delimiter = '>',
            value = {
                "*/* > PROBLEM",
                "application/json > PROBLEM",
                "application/problem+json > PROBLEM",
                "application/json, text/plain, */* > PROBLEM",
                "application/* > PROBLEM",
                "text/plain > TEXT",
                "text/* > TEXT",
                "TEXT/HTML > HTML",
                "text/html > HTML",
                BROWSER + " > HTML",
                "text/plain, text/html > TEXT",
                "text/plain;q=0.5, text/html > HTML",
                "text/html;q=0.001, application/json;q=0 > HTML",
                "text/*, text/plain;q=0.1 > HTML",
                "*/*, application/json;q=0, application/problem+json;q=0 > TEXT",
                "application/xml > PROBLEM",
                "text/plain;q=0 > PROBLEM",
            })
    void a_client_gets_what_it_likes_best_and_in_doubt_json(String accept, BodyFormat format) {
        assertThat(BodyFormat.best(ranges(accept), BodyStyle.PROBLEM)).isEqualTo(format);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '>',
            value = {
                "*/* > ERROR",
                "application/json > ERROR",
                "application/problem+json > ERROR",
                "text/plain > TEXT",
                BROWSER + " > HTML",
            })
    void the_error_takes_the_place_of_the_problem(String accept, BodyFormat format) {
        assertThat(BodyFormat.best(ranges(accept), BodyStyle.ERROR)).isEqualTo(format);
    }

    @Test
    void who_does_not_say_what_it_accepts_gets_json() {
        assertThat(BodyFormat.best(List.of(), BodyStyle.PROBLEM)).isEqualTo(BodyFormat.PROBLEM);
    }

    @Test
    void the_error_is_one_sentence() {
        assertThat(BodyFormat.ERROR.write(rejection))
                .isEqualTo("{\"error\": \"Rate limit exceeded. Try again in 10 minutes.\"}");
        assertThat(BodyFormat.ERROR.contentType()).isEqualTo("application/json");
    }

    @Test
    void text_is_one_line() {
        assertThat(BodyFormat.TEXT.write(rejection))
                .isEqualTo("Rate limit exceeded. Try again in 10 minutes.\n");
    }

    @Test
    void the_page_says_what_has_happened_and_needs_nothing_else() {
        assertThat(BodyFormat.HTML.write(rejection))
                .startsWith("<!DOCTYPE html>\n<html lang=\"en\">")
                .contains("<title>Too Many Requests</title>")
                .contains("<h1>Too Many Requests</h1>")
                .contains("<p>Rate limit exceeded. Try again in 10 minutes.</p>")
                .contains("color-scheme: light dark")
                .doesNotContain("http:", "https:", "url(", "src=", "href=", "<script", "@import");
    }

    @Test
    void the_page_is_in_the_language_of_its_texts() {
        RejectionDetails german =
                new RejectionDetails(TestTexts.in(Locale.GERMAN), rejection.decisions());

        assertThat(BodyFormat.HTML.write(german))
                .contains("<html lang=\"de\">", "Bitte in 10 Minuten noch einmal versuchen.");
    }

    /** As JAX-RS reads them. */
    private static List<MediaType> ranges(String accept) {
        return Arrays.stream(accept.split(","))
                .map(String::strip)
                .map(BodyFormatTest::range)
                .toList();
    }

    private static MediaType range(String text) {
        String[] typeAndQuality = text.split(";q=");
        String[] types = typeAndQuality[0].split("/");
        return new MediaType(
                types[0],
                types[1],
                typeAndQuality.length == 1 ? Map.of() : Map.of("q", typeAndQuality[1]));
    }
}
