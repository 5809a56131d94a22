package io.github.throttled.internal.response;

import static io.github.throttled.internal.response.Decisions.exhausted;
import static io.github.throttled.internal.response.Decisions.open;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.throttled.Decision;
import io.github.throttled.Decision.Reason;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

import java.util.List;

class ProblemTypeTest {

    private final Decision admitted = Decisions.of("a", open(5, "PT1M", 1, "PT1M"));

    @ParameterizedTest
    @CsvSource({
        "QUOTA, QUOTA_EXCEEDED, 429",
        "BAN, ABNORMAL_USAGE_DETECTED, 429",
        "DENIED, ABNORMAL_USAGE_DETECTED, 429",
        "STORE_FAILURE, TEMPORARY_REDUCED_CAPACITY, 503",
    })
    void it_follows_from_the_reason(Reason reason, ProblemType type, int status) {
        assertThat(ProblemType.of(List.of(admitted, rejected(reason)))).isEqualTo(type);
        assertThat(type.status()).isEqualTo(status);
    }

    @Test
    void what_the_client_has_done_counts_most() {
        assertThat(ProblemType.of(List.of(rejected(Reason.STORE_FAILURE), rejected(Reason.QUOTA))))
                .isEqualTo(ProblemType.QUOTA_EXCEEDED);
        assertThat(ProblemType.of(List.of(rejected(Reason.BAN), rejected(Reason.QUOTA))))
                .isEqualTo(ProblemType.ABNORMAL_USAGE_DETECTED);
    }

    @Test
    void who_throws_an_admission_means_the_quota() {
        assertThat(ProblemType.of(List.of(admitted))).isEqualTo(ProblemType.QUOTA_EXCEEDED);
    }

    private static Decision rejected(Reason reason) {
        return Decisions.because(reason, exhausted(5, "PT1M", "PT12S"));
    }
}
