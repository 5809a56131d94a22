package io.github.throttled;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import io.github.throttled.Decision.Reason;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;

import java.time.Duration;
import java.util.List;

class DecisionTest {

    @ParameterizedTest
    @EnumSource
    void a_reason_that_contradicts_the_answer_is_an_error(Reason reason) {
        boolean allowed = reason != Reason.ADMITTED;

        assertThatIllegalArgumentException()
                .isThrownBy(() -> decision(allowed, Duration.ZERO, reason));
    }

    @Test
    void without_a_reason_the_limits_have_decided() {
        assertThat(withoutReason(true).reason()).isEqualTo(Reason.ADMITTED);
        assertThat(withoutReason(false).reason()).isEqualTo(Reason.QUOTA);
    }

    @Test
    void an_admission_by_the_only_limit_says_the_same_as_one_with_all_parts() {
        Duration window = Duration.ofMinutes(1);
        Duration reset = Duration.ofMillis(7_001);
        Duration delay = Duration.ofMillis(3);
        Decision whole =
                new Decision(
                        true,
                        "p",
                        5,
                        4,
                        reset,
                        Duration.ZERO,
                        delay,
                        List.of(new Decision.LimitState(5, window, 4, reset, Duration.ZERO)));

        Decision.Source source =
                new Decision.Source() {
                    @Override
                    public String policy() {
                        return "p";
                    }

                    @Override
                    public Decision.LimitState state(long first, long second, long atMillis) {
                        return new Decision.LimitState(
                                5,
                                window,
                                5 - first,
                                Duration.ofMillis(second - atMillis),
                                Duration.ZERO);
                    }
                };
        Decision decision = new Decision(source, 1, 7_011, 10, 3);

        assertThat(decision)
                .isEqualTo(whole)
                .hasSameHashCodeAs(whole)
                .hasToString(whole.toString());
    }

    @ParameterizedTest
    @CsvSource({
        "QUOTA, PT12S, Rate limit exceeded for policy 'p'. Try again in PT12S.",
        "STORE_FAILURE, PT1S,"
                + " 'The store does not answer, so calls are denied by policy ''p''. Try again in"
                + " PT1S.'",
        "BAN, PT10M, The caller is banned by policy 'p'. Try again in PT10M.",
    })
    void the_exception_says_why_and_when(Reason reason, Duration wait, String message) {
        assertThat(new RateLimitExceededException(decision(false, wait, reason)))
                .hasMessage(message);
    }

    @Test
    void the_exception_promises_nobody_a_time_who_can_never_pass() {
        assertThat(new RateLimitExceededException(decision(false, Decision.NEVER, Reason.QUOTA)))
                .hasMessage(
                        "Rate limit exceeded for policy 'p'."
                                + " The call costs more than the limit can ever hold.");
        assertThat(new RateLimitExceededException(decision(false, Decision.NEVER, Reason.DENIED)))
                .hasMessage("The caller is denied by policy 'p'.");
    }

    private static Decision decision(boolean allowed, Duration retryAfter, Reason reason) {
        return new Decision(
                allowed,
                "p",
                5,
                0,
                Duration.ZERO,
                retryAfter,
                Duration.ZERO,
                List.of(),
                reason,
                "");
    }

    private static Decision withoutReason(boolean allowed) {
        return new Decision(allowed, "p", 5, 0, Duration.ZERO, Duration.ofSeconds(1), List.of());
    }
}
