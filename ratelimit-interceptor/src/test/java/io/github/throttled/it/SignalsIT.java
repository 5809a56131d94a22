package io.github.throttled.it;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.throttled.it.signals.Api;

import org.jboss.arquillian.container.test.api.Deployment;
import org.jboss.arquillian.junit5.ArquillianExtension;
import org.jboss.arquillian.test.api.ArquillianResource;
import org.jboss.shrinkwrap.api.spec.WebArchive;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

import java.net.URL;
import java.net.http.HttpResponse;
import java.time.Duration;
import java.time.Instant;
import java.util.List;

/** What a server with MicroProfile Metrics and Health tells of the limits. */
@ExtendWith(ArquillianExtension.class)
class SignalsIT {

    private static final String DECISIONS = "throttled_decisions_total";

    @ArquillianResource URL application;

    @Deployment(testable = false)
    static WebArchive signals() {
        return Wars.of(Api.class.getPackage(), Wars.SIGNALS);
    }

    @Test
    void metrics_tell_what_became_of_each_call() {
        Client client = Client.of(application);
        for (int i = 0; i < 5; i++) {
            client.get("limited");
            client.get("watched");
            client.get("guarded");
        }

        Prometheus metrics = metrics(client);
        assertThat(decisions(metrics, "limited", "admitted")).isEqualTo(2);
        assertThat(decisions(metrics, "limited", "rejected")).isEqualTo(3);
        assertThat(decisions(metrics, "watched", "admitted")).isEqualTo(2);
        assertThat(decisions(metrics, "watched", "dry-run-rejected")).isEqualTo(3);
        assertThat(decisions(metrics, "guarded", "admitted")).isEqualTo(1);
        assertThat(
                        decisions(metrics, "guarded", "rejected")
                                + decisions(metrics, "guarded", "banned"))
                .isEqualTo(4);
        assertThat(decisions(metrics, "guarded", "banned")).isPositive();
    }

    @Test
    void metrics_tell_tiers_apart() {
        Client gold = Client.of(application).with("X-Plan", "gold");
        for (int i = 0; i < 4; i++) {
            gold.get("tiered");
        }
        Client.of(application).get("tiered");

        Prometheus metrics = metrics(gold);
        assertThat(metrics.value(DECISIONS, "policy", "tiered", "outcome", "admitted", "tier", ""))
                .isEqualTo(1);
        assertThat(
                        metrics.value(
                                DECISIONS,
                                "policy",
                                "tiered",
                                "outcome",
                                "admitted",
                                "tier",
                                "gold"))
                .isEqualTo(3);
        assertThat(
                        metrics.value(
                                DECISIONS,
                                "policy",
                                "tiered",
                                "outcome",
                                "rejected",
                                "tier",
                                "gold"))
                .isEqualTo(1);
    }

    @Test
    void metrics_tell_how_the_store_does() {
        Prometheus metrics = metrics(Client.of(application));

        assertThat(metrics.value("throttled_breaker_state")).isZero();
        assertThat(metrics.value("throttled_breaker_silent")).isZero();
        assertThat(metrics.value("throttled_store_errors_total")).isZero();
        assertThat(metrics.value("throttled_members")).isEqualTo(1);
        assertThat(metrics.value("throttled_members_silent")).isZero();
        assertThat(metrics.value("throttled_waiting")).isZero();
    }

    @Test
    void a_counter_that_a_call_begins_is_one_key_more() {
        Client client = Client.of(application);
        double before = metrics(client).value("throttled_keys", "policy", "watched");

        client.get("watched");

        assertThat(metrics(client).value("throttled_keys", "policy", "watched"))
                .isEqualTo(before + 1);
    }

    @Test
    void no_key_of_a_caller_is_in_the_metrics() {
        Client client = Client.of(application).with("X-Forwarded-For", "192.0.2.77");
        client.get("limited");
        String key = keyOfBannedCaller(client);

        assertThat(metrics(client).text())
                .contains("throttled_decisions_total")
                .doesNotContain(key)
                .doesNotContain("127.0.0.1")
                .doesNotContain("X-Test");
    }

    @Test
    void readiness_tells_how_the_store_does() {
        HttpResponse<String> ready = Client.of(application).getFromServer("health/ready");

        assertThat(ready.statusCode()).isEqualTo(200);
        assertThat(ready.body())
                .contains("\"name\":\"throttled\"")
                .contains("\"state\":\"ok\"")
                .contains("\"breaker\":\"closed\"")
                .contains("\"silent-members\":\"\"")
                .contains("Hazelcast instance")
                .containsPattern("\"members\":\"?1\"?");
    }

    @Test
    void observers_hear_of_rejections_and_bans() throws Exception {
        Client client = Client.of(application);
        for (int i = 0; i < 3; i++) {
            client.get("limited");
        }
        keyOfBannedCaller(client);

        awaitEvent(client, "rejected by limited: QUOTA");
        assertThat(events(client)).noneMatch(event -> event.contains("watched"));
    }

    /** Gets himself banned. */
    private String keyOfBannedCaller(Client client) {
        for (int i = 0; i < 4; i++) {
            client.get("guarded");
        }
        String banned = awaitEvent(client, "banned by guarded: ");
        String key = banned.substring("banned by guarded: ".length());
        assertThat(key).isNotBlank();
        return key;
    }

    private static String awaitEvent(Client client, String begin) {
        Instant deadline = Instant.now().plus(Duration.ofSeconds(20));
        while (true) {
            var heard = events(client).stream().filter(event -> event.startsWith(begin)).findAny();
            if (heard.isPresent()) {
                return heard.get();
            }
            assertThat(Instant.now()).as(begin).isBefore(deadline);
            Thread.onSpinWait();
        }
    }

    private static List<String> events(Client client) {
        return client.get("events").body().lines().toList();
    }

    private static double decisions(Prometheus metrics, String policy, String outcome) {
        return metrics.value(DECISIONS, "policy", policy, "outcome", outcome, "tier", "");
    }

    private static Prometheus metrics(Client client) {
        return new Prometheus(client.getFromServer("metrics").body());
    }
}
