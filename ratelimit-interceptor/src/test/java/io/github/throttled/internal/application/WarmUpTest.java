package io.github.throttled.internal.application;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import io.github.throttled.LogCapture;
import io.github.throttled.Rejected;
import io.github.throttled.internal.cdi.WeldApplication;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.ObservesAsync;

import org.junit.jupiter.api.Test;

import java.util.List;
import java.util.Map;
import java.util.concurrent.CopyOnWriteArrayList;

/** Calls that nobody makes leave nothing behind. */
class WarmUpTest {

    private static final Map<String, String> CONFIG =
            Map.of(
                    "throttled.policy.mails.limit", "1/day",
                    "throttled.policy.mails.key", "global",
                    "throttled.policy.slots.strategy", "concurrent",
                    "throttled.policy.slots.limit", "1",
                    "throttled.policy.smooth.strategy", "token-bucket",
                    "throttled.policy.smooth.limit", "1/day");

    private static final List<Rejected> TOLD = new CopyOnWriteArrayList<>();

    @ApplicationScoped
    static class Observer {
        void told(@ObservesAsync Rejected rejected) {
            TOLD.add(rejected);
        }
    }

    @Test
    void warm_up_takes_no_permit_of_a_policy() {
        try (WeldApplication application = WeldApplication.deploy(CONFIG)) {
            for (String policy : List.of("mails", "smooth")) {
                assertThat(application.limiter().tryAcquire(policy, "global").allowed()).isTrue();
                assertThat(application.limiter().tryAcquire(policy, "global").allowed()).isFalse();
            }
            assertThat(application.limiter().hold("slots", "global").decision().allowed()).isTrue();
        }
    }

    @Test
    void warm_up_is_told_to_nobody() {
        TOLD.clear();
        try (LogCapture log = LogCapture.ofAll()) {
            WeldApplication.deploy(CONFIG, Observer.class).close();

            assertThat(log.text())
                    .doesNotContain("warm")
                    .doesNotContain(WarmUp.POLICY)
                    .doesNotContain("rejected");
        }
        assertThat(TOLD).isEmpty();
    }

    @Test
    void the_policy_of_the_warm_up_is_no_policy_of_an_application() {
        try (WeldApplication application = WeldApplication.deploy(CONFIG)) {
            assertThatIllegalArgumentException()
                    .isThrownBy(() -> application.limiter().tryAcquire(WarmUp.POLICY, "key"));
        }
    }
}
