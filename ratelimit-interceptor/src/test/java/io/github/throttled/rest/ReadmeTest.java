package io.github.throttled.rest;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.throttled.Decision;
import io.github.throttled.Readme;
import io.github.throttled.policy.BodyStyle;
import io.github.throttled.policy.HeaderStyle;

import org.junit.jupiter.api.Test;

import java.util.List;
import java.util.Set;

class ReadmeTest {

    @Test
    void the_refusal_shown_is_the_one_a_client_gets() {
        Decision refusal = Decisions.of("login-per-ip", Decisions.exhausted(5, "PT1M", "PT12S"));
        Rejection rejection = Told.of(refusal);
        BodyFormat usual = BodyFormat.best(List.of(), BodyStyle.PROBLEM);
        String shown = Readme.blocks("http").get(0).replace("\n ", "");

        Refusal.fields(List.of(refusal), Set.of(HeaderStyle.IETF))
                .forEach((name, value) -> assertThat(shown).contains(name + ": " + value.get(0)));
        assertThat(shown)
                .startsWith("HTTP/1.1 " + rejection.type().status() + "\n")
                .contains("Content-Type: " + usual.contentType())
                .endsWith("\n\n" + usual.write(rejection) + "\n");
    }
}
