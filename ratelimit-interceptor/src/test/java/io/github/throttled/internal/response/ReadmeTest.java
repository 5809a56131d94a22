package io.github.throttled.internal.response;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.throttled.Decision;
import io.github.throttled.Decision.LimitState;
import io.github.throttled.Readme;
import io.github.throttled.internal.config.settings.BodyStyle;
import io.github.throttled.internal.config.settings.HeaderStyle;

import org.junit.jupiter.api.Test;

import java.util.Arrays;
import java.util.List;
import java.util.Set;

/** What the README and the manual show of responses is what a client gets. */
class ReadmeTest {

    @Test
    void the_refusal_shown_is_the_one_a_client_gets() {
        LimitState login = Decisions.exhausted(5, "PT1M", "PT12S");

        for (String page : List.of("getting-started.md", "responses.md")) {
            assertShown(Readme.MANUAL + page, Decisions.of("login-per-ip", login));
        }
        assertShown(
                "README.md",
                Decisions.of(
                        "search",
                        Decisions.exhausted(10, "PT1M", "PT12S"),
                        Decisions.open(100, "PT1H", 90, "PT30M12S")));
    }

    private static void assertShown(String page, Decision refusal) {
        RejectionDetails rejection = TestTexts.of(refusal);
        BodyFormat usual = BodyFormat.best(List.of(), BodyStyle.PROBLEM);
        String shown = Readme.blocks(page, "http").get(0).replace("\n ", "");

        RejectionResponse.fields(List.of(refusal), Set.of(HeaderStyle.IETF))
                .forEach((name, value) -> assertThat(shown).contains(name + ": " + value.get(0)));
        assertThat(shown)
                .startsWith("HTTP/1.1 " + rejection.type().status() + "\n")
                .contains("Content-Type: " + usual.contentType())
                .endsWith("\n\n" + usual.write(rejection) + "\n");
    }

    @Test
    void the_error_shown_is_the_one_a_client_gets() {
        Decision refusal = Decisions.of("p", Decisions.exhausted(5, "PT1H", "PT10M"));

        assertThat(Readme.blocks("json"))
                .contains(
                        BodyFormat.best(List.of(), BodyStyle.ERROR).write(TestTexts.of(refusal))
                                + "\n");
    }

    @Test
    void the_table_has_every_problem_type_with_its_status() {
        assertThat(
                        Readme.table("responses.md", "problem type").stream()
                                .map(row -> row.subList(0, 2)))
                .containsExactlyInAnyOrderElementsOf(
                        Arrays.stream(ProblemType.values())
                                .map(
                                        type ->
                                                List.of(
                                                        "`" + type.word() + "`",
                                                        String.valueOf(type.status())))
                                .toList());
    }

    @Test
    void the_texts_to_translate_are_where_it_says() {
        String path = "src/main/resources/io/github/throttled/internal/response/Texts.properties";

        assertThat(Readme.text(Readme.MANUAL + "responses.md"))
                .contains("(../" + path + ")")
                .contains(Languages.APPLICATION + "_fr.properties");
        assertThat(Readme.text("ratelimit-interceptor/" + path)).contains("quota-exceeded.wait=");
    }
}
