package io.github.throttled.internal.observability.health;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.throttled.internal.config.model.Policy;
import io.github.throttled.internal.config.settings.StoreDown;
import io.github.throttled.internal.engine.Limiter;
import io.github.throttled.internal.engine.LimiterCalls;
import io.github.throttled.internal.openapi.FrozenMember;
import io.github.throttled.internal.openapi.Policies;
import io.github.throttled.internal.openapi.SilentStore;

import org.eclipse.microprofile.health.HealthCheckResponse;
import org.eclipse.microprofile.health.HealthCheckResponse.Status;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;

import java.time.Duration;

class StoreReadinessTest {

    private final Limiter limiter = new Limiter(new SilentStore(), Duration.ofMillis(1));

    @BeforeEach
    void respond() {
        HealthCheckResponse.setResponseProvider(Responses::new);
    }

    @AfterEach
    void close() {
        HealthCheckResponse.setResponseProvider(null);
        limiter.close();
    }

    @ParameterizedTest
    @EnumSource
    void a_node_whose_store_is_well_is_ready(StoreDown storeDown) {
        HealthCheckResponse response = new StoreReadiness(limiter, storeDown).call();

        assertThat(response.getStatus()).isEqualTo(Status.UP);
        assertThat(response.getData().orElseThrow())
                .containsEntry("state", "ok")
                .containsEntry("breaker", "closed")
                .containsEntry("members", 3L);
    }

    @ParameterizedTest
    @CsvSource({"UP, UP", "DOWN, DOWN"})
    void a_store_that_does_not_answer_is_as_bad_as_the_operator_says(
            StoreDown storeDown, Status status) {
        silence();

        HealthCheckResponse response = new StoreReadiness(limiter, storeDown).call();

        assertThat(response.getStatus()).isEqualTo(status);
        assertThat(response.getData().orElseThrow())
                .containsEntry("state", "degraded")
                .containsEntry("silent-parts", 1L)
                .containsEntry("parts", 1L);
    }

    @Test
    void the_store_is_named() {
        assertThat(new StoreReadiness(limiter, StoreDown.UP).call().getData().orElseThrow())
                .containsEntry("store", "a silent store");
    }

    @Test
    void no_member_is_silent_while_all_answer() {
        assertThat(new StoreReadiness(limiter, StoreDown.UP).call().getData().orElseThrow())
                .containsEntry("silent-members", "")
                .containsEntry("silent-share", 0L);
    }

    @ParameterizedTest
    @CsvSource({"UP, UP", "DOWN, DOWN"})
    void a_silent_member_is_named_with_its_share(StoreDown storeDown, Status status) {
        try (Limiter ofGrid = FrozenMember.found()) {
            HealthCheckResponse response = new StoreReadiness(ofGrid, storeDown).call();

            assertThat(response.getStatus()).isEqualTo(status);
            assertThat(response.getData().orElseThrow())
                    .containsEntry("state", "degraded")
                    .containsEntry("silent-members", FrozenMember.LABEL)
                    .containsEntry("silent-share", 33L)
                    .containsEntry("silent-parts", 90L)
                    .containsEntry("parts", 271L);
        }
    }

    private void silence() {
        Policy policy = Policies.policy("search", "5/minute");
        for (int i = 0; i < 3; i++) {
            LimiterCalls.decide(limiter, policy, "user:alice", 1);
        }
    }
}
