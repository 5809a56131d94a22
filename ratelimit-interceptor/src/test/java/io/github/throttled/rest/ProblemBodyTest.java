package io.github.throttled.rest;

import static io.github.throttled.rest.Decisions.exhausted;
import static io.github.throttled.rest.Decisions.open;
import static io.github.throttled.rest.Decisions.tooSmall;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.throttled.Decision;

import org.junit.jupiter.api.Test;

import java.time.Duration;
import java.util.List;

class ProblemBodyTest {

    private static final String START =
            "{\"type\":\"https://iana.org/assignments/http-problem-types#quota-exceeded\","
                    + "\"title\":\"Too Many Requests\",\"status\":429,";

    @Test
    void rejected_call_is_told_which_policy_and_how_long() {
        assertThat(body(Decisions.of("login-per-ip", exhausted(5, "PT1M", "PT12S"))))
                .isEqualTo(
                        START
                                + "\"detail\":\"Rate limit exceeded. Try again in 12 seconds.\","
                                + "\"violated-policies\":[\"login-per-ip\"]}");
    }

    @Test
    void wait_is_rounded_up_as_retry_after_is() {
        assertThat(body(Decisions.of("p", exhausted(5, "PT1M", "PT59.001S"))))
                .contains("Try again in 1 minute.");
        assertThat(body(Decisions.of("p", exhausted(5, "PT1M", "PT0.001S"))))
                .contains("Try again in 1 second.");
    }

    @Test
    void longest_of_several_rejections_counts_and_all_are_named() {
        assertThat(
                        body(
                                Decisions.of("a", exhausted(5, "PT1M", "PT12S")),
                                Decisions.of("b", open(5, "PT1M", 1, "PT30S")),
                                Decisions.of("c", exhausted(5, "PT1H", "PT10M"))))
                .isEqualTo(
                        START
                                + "\"detail\":\"Rate limit exceeded. Try again in 10 minutes.\","
                                + "\"violated-policies\":[\"a\",\"c\"]}");
    }

    @Test
    void violated_limit_has_the_name_that_it_has_in_the_fields() {
        assertThat(
                        body(
                                Decisions.of(
                                        "orders",
                                        open(10, "PT1S", 9, "PT1S"),
                                        exhausted(1000, "PT1H", "PT10M"))))
                .endsWith("\"violated-policies\":[\"orders-1h\"]}");
    }

    @Test
    void call_that_can_never_pass_is_not_told_to_wait() {
        assertThat(body(Decisions.of("reports", tooSmall(5, "PT1M"))))
                .isEqualTo(
                        START
                                + "\"detail\":\"Rate limit exceeded. "
                                + "The request costs more than the limit ever allows.\","
                                + "\"violated-policies\":[\"reports\"]}");
    }

    @Test
    void rejection_that_no_limit_explains_names_the_policy() {
        Decision denied =
                new Decision(
                        false,
                        "p",
                        5,
                        0,
                        Duration.ZERO,
                        Duration.ofSeconds(1),
                        List.of(open(5, "PT1M", 5, "PT0S")));
        assertThat(body(denied)).endsWith("\"violated-policies\":[\"p\"]}");
    }

    @Test
    void name_cannot_leave_its_string() {
        assertThat(body(Decisions.of("a\"],\\\u2028\n", exhausted(1, "PT1S", "PT1S"))))
                .endsWith("\"violated-policies\":[\"a\\\"],\\\\__\"]}");
    }

    private static String body(Decision... decisions) {
        return ProblemBody.of(List.of(decisions));
    }
}
