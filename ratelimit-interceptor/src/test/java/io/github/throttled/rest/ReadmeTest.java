package io.github.throttled.rest;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.throttled.Decision;
import io.github.throttled.Readme;
import io.github.throttled.policy.HeaderStyle;

import org.junit.jupiter.api.Test;

import java.util.List;
import java.util.Set;

class ReadmeTest {

    @Test
    void the_refusal_shown_is_the_one_a_client_gets() {
        List<Decision> refusal =
                List.of(Decisions.of("login-per-ip", Decisions.exhausted(5, "PT1M", "PT12S")));
        String shown = Readme.blocks("http").get(0).replace("\n ", "");

        TooManyRequests.fields(refusal, Set.of(HeaderStyle.IETF))
                .forEach((name, value) -> assertThat(shown).contains(name + ": " + value.get(0)));
        assertThat(shown)
                .startsWith("HTTP/1.1 " + TooManyRequests.STATUS + "\n")
                .contains("Content-Type: " + ProblemBody.MEDIA_TYPE)
                .endsWith("\n\n" + ProblemBody.of(refusal) + "\n");
    }
}
