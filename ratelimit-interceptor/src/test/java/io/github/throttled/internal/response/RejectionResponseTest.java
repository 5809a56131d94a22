package io.github.throttled.internal.response;

import static io.github.throttled.internal.response.Decisions.exhausted;
import static io.github.throttled.internal.response.Decisions.open;
import static io.github.throttled.internal.response.Decisions.tooSmall;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.throttled.Decision;
import io.github.throttled.internal.config.settings.HeaderStyle;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

import java.util.List;
import java.util.Map;
import java.util.Set;

class RejectionResponseTest {

    @Test
    void fields_are_those_of_the_design() {
        assertThat(
                        RejectionResponse.fields(
                                List.of(
                                        Decisions.of(
                                                "login-per-ip", exhausted(5, "PT1M", "PT12S"))),
                                Set.of(HeaderStyle.IETF)))
                .containsOnly(
                        Map.entry("Retry-After", List.of("12")),
                        Map.entry("RateLimit-Policy", List.of("\"login-per-ip\";q=5;w=60")),
                        Map.entry("RateLimit", List.of("\"login-per-ip\";r=0;t=12")));
    }

    @ParameterizedTest
    @CsvSource({
        "PT0.000000001S, 1",
        "PT0.001S, 1",
        "PT1S, 1",
        "PT1.000000001S, 2",
        "PT11.2S, 12",
        "PT1H, 3600",
    })
    void retry_after_is_rounded_up_without_any_style(String wait, String seconds) {
        assertThat(
                        RejectionResponse.fields(
                                List.of(Decisions.of("p", exhausted(5, "PT1H", wait))), Set.of()))
                .containsOnly(Map.entry("Retry-After", List.of(seconds)));
    }

    @Test
    void retry_after_is_that_of_the_longest_rejection() {
        assertThat(
                        retryAfter(
                                Decisions.of("a", exhausted(5, "PT1M", "PT12S")),
                                Decisions.of("b", exhausted(5, "PT1M", "PT30S")),
                                Decisions.of("c", open(5, "PT1H", 1, "PT50M"))))
                .isEqualTo("30");
    }

    @Test
    void who_meets_a_failing_store_may_come_back_soon() {
        assertThat(
                        retryAfter(
                                Decisions.because(
                                        Decision.Reason.STORE_FAILURE,
                                        exhausted(5, "PT1M", "PT1S"))))
                .isEqualTo("1");
    }

    @Test
    void call_that_can_never_pass_has_no_retry_after() {
        assertThat(
                        retryAfter(
                                Decisions.of("a", exhausted(5, "PT1M", "PT12S")),
                                Decisions.of("b", tooSmall(5, "PT1M"))))
                .isNull();
    }

    private static Object retryAfter(Decision... decisions) {
        return RejectionResponse.fields(List.of(decisions), Set.of()).getFirst("Retry-After");
    }
}
