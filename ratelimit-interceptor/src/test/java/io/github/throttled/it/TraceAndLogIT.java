package io.github.throttled.it;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.throttled.it.signals.Api;

import org.junit.jupiter.api.Test;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.stream.Stream;

/** What a trace and the log tell of a rejection. */
class TraceAndLogIT {

    @Test
    void both_tell_why_and_neither_tells_whom() throws Exception {
        try (TraceReceiver receiver = TraceReceiver.start();
                PayaraMicro server =
                        PayaraMicro.start(
                                Wars.of(Api.class.getPackage(), configuration(receiver)),
                                "--nocluster")) {
            Client client = Client.of(server.application("signals"));
            for (int i = 0; i < 5; i++) {
                client.get("limited");
                client.get("watched");
                client.get("guarded");
            }
            String banned = bannedKey(client);

            List<String> told =
                    List.of(
                            "throttled.retry_after",
                            "throttled.hindered",
                            "throttled.policy",
                            "limited",
                            "dry-run-rejected",
                            "banned");
            // Spans arrive in several batches.
            await("spans", () -> told.stream().allMatch(receiver.received()::contains));
            assertThat(receiver.received()).doesNotContain(banned);
            await("lines", () -> server.log().contains("Policy 'watched', calls since"));
            assertThat(server.log())
                    .containsPattern("Policy 'limited', calls since the last report: \\d rejected")
                    .containsPattern("Policy 'watched', .*: \\d that a dry run would have rejected")
                    .doesNotContain(banned);
        }
    }

    private static String[] configuration(TraceReceiver receiver) {
        return Stream.concat(
                        Stream.of(Wars.SIGNALS),
                        Stream.of(
                                "throttled.log-interval=500ms",
                                "otel.sdk.disabled=false",
                                "otel.exporter.otlp.endpoint=" + receiver.endpoint(),
                                "otel.exporter.otlp.protocol=http/protobuf",
                                "otel.metrics.exporter=none",
                                "otel.logs.exporter=none",
                                "otel.bsp.schedule.delay=100"))
                .toArray(String[]::new);
    }

    private static String bannedKey(Client client) throws Exception {
        await("an event", () -> client.get("events").body().contains("banned by guarded: "));
        String key =
                client.get("events")
                        .body()
                        .lines()
                        .filter(line -> line.startsWith("banned"))
                        .findAny()
                        .orElseThrow()
                        .substring("banned by guarded: ".length());
        assertThat(key).isNotBlank();
        return key;
    }

    private interface Condition {
        boolean holds() throws Exception;
    }

    private static void await(String what, Condition condition) throws Exception {
        Instant deadline = Instant.now().plus(Duration.ofSeconds(30));
        while (!condition.holds()) {
            assertThat(Instant.now()).as(what).isBefore(deadline);
            Thread.sleep(50);
        }
    }
}
