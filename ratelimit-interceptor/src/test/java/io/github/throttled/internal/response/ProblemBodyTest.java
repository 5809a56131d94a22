package io.github.throttled.internal.response;

import static io.github.throttled.internal.response.Decisions.exhausted;
import static io.github.throttled.internal.response.Decisions.open;
import static io.github.throttled.internal.response.Decisions.tooSmall;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.throttled.Decision;
import io.github.throttled.Decision.Reason;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

import java.time.Duration;
import java.util.List;
import java.util.Locale;

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

    @Test
    void a_store_that_does_not_answer_reduces_the_capacity() {
        assertThat(body(Decisions.because(Reason.STORE_FAILURE, exhausted(5, "PT1M", "PT1S"))))
                .startsWith(
                        "{\"type\":\"https://iana.org/assignments/http-problem-types"
                                + "#temporary-reduced-capacity\","
                                + "\"title\":\"Temporary Reduced Capacity\",\"status\":503,")
                .contains("Try again in 1 second.")
                .endsWith("\"violated-policies\":[]}");
    }

    @ParameterizedTest
    @CsvSource({
        "BAN, PT10M, Too many requests after the limit was reached. Try again in 10 minutes.",
        "DENIED, PT2562047788015H12M55.807S, Requests from here are not accepted.",
    })
    void who_is_banned_or_denied_uses_it_abnormally(Reason reason, String wait, String detail) {
        assertThat(body(Decisions.because(reason, exhausted(5, "PT1M", wait))))
                .startsWith(
                        "{\"type\":\"https://iana.org/assignments/http-problem-types"
                                + "#abnormal-usage-detected\","
                                + "\"title\":\"Abnormal Usage Detected\",\"status\":429,")
                .contains("\"detail\":\"" + detail + "\"");
    }

    @Test
    void texts_of_any_language_are_ascii_in_json() {
        RejectionDetails german =
                new RejectionDetails(
                        TestTexts.in(Locale.GERMAN),
                        List.of(Decisions.of("p", tooSmall(5, "PT1M"))));

        assertThat(ProblemBody.of(german))
                .isEqualTo(
                        "{\"type\":\"https://iana.org/assignments/http-problem-types#quota-exceeded\","
                                + "\"title\":\"Zu viele Anfragen\",\"status\":429,"
                                + "\"detail\":\"Das Limit ist \\u00fcberschritten. Die Anfrage kostet"
                                + " mehr, als es jemals erlaubt.\",\"violated-policies\":[\"p\"]}");
    }

    private static String body(Decision... decisions) {
        return ProblemBody.of(TestTexts.of(decisions));
    }
}
