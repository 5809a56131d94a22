package io.github.throttled.internal.response;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.throttled.LinearCost;
import io.github.throttled.internal.config.settings.BodyStyle;

import jakarta.ws.rs.core.MediaType;

import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Combinators;
import net.jqwik.api.Example;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;

import java.util.List;
import java.util.Locale;
import java.util.Map;

/** Whatever clients say they accept, they get an answer. */
class AcceptedTypesProperties {

    private static final Languages LANGUAGES =
            Languages.of(
                    List.of(Locale.ENGLISH, Locale.GERMAN),
                    AcceptedTypesProperties.class.getClassLoader());

    @Property(tries = 300)
    void any_languages_are_answered_in_one_of_ours(@ForAll("languages") String acceptLanguage) {
        assertThat(LANGUAGES.best(acceptLanguage).language()).isIn(Locale.ENGLISH, Locale.GERMAN);
    }

    @Property(tries = 300)
    void any_media_types_are_answered_with_a_body(@ForAll("mediaTypes") List<MediaType> accepted) {
        assertThat(BodyFormat.best(accepted, BodyStyle.PROBLEM)).isNotNull();
    }

    @Example
    void what_they_cost_grows_with_their_length_only() {
        List<String> pieces = List.of("de", "-", ",", ";", "q=", "0.5", " ", "*");

        LinearCost.assertThatOf(LANGUAGES::best, pieces);
    }

    @Provide
    Arbitrary<String> languages() {
        Arbitrary<String> pieces =
                Arbitraries.of(
                        "de",
                        "en",
                        "*",
                        "-",
                        ",",
                        ";",
                        "q=",
                        ";q=",
                        "0",
                        "1",
                        ".",
                        " ",
                        "\t",
                        "x-",
                        "i-klingon",
                        "zh-hant",
                        "NaN",
                        "1e9",
                        "Infinity",
                        "accept-language:",
                        "\0");
        return Arbitraries.oneOf(
                pieces.list().ofMaxSize(60).map(list -> String.join("", list)),
                Arbitraries.strings().ofMaxLength(600),
                Arbitraries.strings().ascii().ofLength(64 * 1024));
    }

    @Provide
    Arbitrary<List<MediaType>> mediaTypes() {
        Arbitrary<String> names =
                Arbitraries.oneOf(
                        Arbitraries.of("*", "text", "html", "application", "json", "plain"),
                        Arbitraries.strings().ofMaxLength(20));
        Arbitrary<String> quality =
                Arbitraries.oneOf(
                        Arbitraries.of("0", "1", "0.5", "", "NaN", "-1", "1e30", "Infinity", "q"),
                        Arbitraries.strings().ofMaxLength(10));
        return Combinators.combine(names, names, quality)
                .as((type, subtype, q) -> new MediaType(type, subtype, Map.of("q", q)))
                .list()
                .ofMaxSize(10);
    }
}
