package io.github.throttled.internal.observability.metrics;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.throttled.Readme;
import io.github.throttled.internal.config.model.Policy;
import io.github.throttled.internal.engine.Limiter;
import io.github.throttled.internal.engine.LimiterCalls;
import io.github.throttled.internal.observability.usage.DecisionCounter;
import io.github.throttled.internal.observability.usage.Outcome;
import io.github.throttled.internal.observability.usage.Usage;
import io.github.throttled.internal.openapi.FrozenMember;
import io.github.throttled.internal.openapi.Policies;
import io.github.throttled.internal.openapi.SilentStore;
import io.opentelemetry.api.common.Attributes;
import io.opentelemetry.sdk.metrics.SdkMeterProvider;
import io.opentelemetry.sdk.metrics.data.LongPointData;
import io.opentelemetry.sdk.metrics.data.MetricData;
import io.opentelemetry.sdk.testing.exporter.InMemoryMetricReader;

import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

import java.time.Duration;
import java.util.Collection;
import java.util.stream.Collectors;

/** What a collector of OpenTelemetry reads. */
class OpenTelemetryMetricsTest {

    private final InMemoryMetricReader reader = InMemoryMetricReader.create();
    private final SdkMeterProvider meters =
            SdkMeterProvider.builder().registerMetricReader(reader).build();
    private final Usage usage = new Usage();
    private final Limiter limiter = new Limiter(new SilentStore(), Duration.ofMillis(1));
    private final OpenTelemetryMetrics metrics =
            new OpenTelemetryMetrics(meters.get("test"), limiter);

    @BeforeEach
    void publish() {
        metrics.publish(usage);
    }

    @AfterEach
    void close() {
        meters.close();
        limiter.close();
    }

    @Test
    void decisions_are_counted_by_policy_tier_and_outcome() {
        decide("search", DecisionCounter.NO_TIER, Outcome.ADMITTED, 3);
        decide("search", "gold", Outcome.REJECTED, 2);

        assertThat(decisions("search", "", "admitted")).isEqualTo(3);
        assertThat(decisions("search", "gold", "rejected")).isEqualTo(2);
        assertThat(decisions("search", "gold", "admitted")).isZero();
        assertThat(metric("throttled.decisions").getUnit()).isEqualTo("{decision}");
    }

    @Test
    void durations_are_in_seconds_and_of_some_decisions_only() {
        DecisionCounter counter = usage.counter("search", DecisionCounter.NO_TIER);
        for (int i = 0; i < 10_000; i++) {
            if (counter.isNextTimed()) {
                counter.recordDuration(2_000_000);
            }
        }

        MetricData duration = metric("throttled.decision.duration");
        assertThat(duration.getUnit()).isEqualTo("s");
        assertThat(duration.getHistogramData().getPoints())
                .singleElement()
                .satisfies(
                        point -> {
                            assertThat(point.getCount()).isBetween(400L, 900L);
                            assertThat(point.getMax()).isEqualTo(0.002);
                        });
    }

    @Test
    void the_store_is_told_of() {
        Policy policy = Policies.policy("search", "5/minute");
        usage.counter("search", DecisionCounter.NO_TIER);
        for (int i = 0; i < 3; i++) {
            LimiterCalls.decide(limiter, policy, "user:alice", 1);
        }

        assertThat(sum("throttled.store.errors", Attributes.empty())).isEqualTo(3);
        assertThat(sum("throttled.breaker.silent", Attributes.empty())).isEqualTo(1);
        assertThat(
                        sum(
                                "throttled.breaker.state",
                                Attributes.builder()
                                        .put("throttled.breaker.state", "closed")
                                        .build()))
                .isZero();
        assertThat(gauge("throttled.members")).isEqualTo(3);
        assertThat(
                        sum(
                                "throttled.keys",
                                Attributes.builder()
                                        .put("throttled.policy", "search")
                                        .put("throttled.tier", "")
                                        .build()))
                .isEqualTo(7);
    }

    @Test
    void silent_members_are_counted() {
        assertThat(gauge("throttled.members.silent")).isZero();

        try (Limiter ofGrid = FrozenMember.found()) {
            metrics.close();
            new OpenTelemetryMetrics(meters.get("grid"), ofGrid).publish(new Usage());

            assertThat(gauge("throttled.members.silent")).isEqualTo(1);
            assertThat(sum("throttled.breaker.silent", Attributes.empty())).isEqualTo(90);
        }
    }

    @Test
    void the_manual_has_all_of_them() {
        usage.counter("search", DecisionCounter.NO_TIER).decided(Outcome.ADMITTED, "user:alice");
        String names =
                Readme.table("operations.md", "metric").stream()
                        .map(row -> row.get(0) + ' ' + row.get(1))
                        .collect(Collectors.joining());

        assertThat(reader.collectAllMetrics())
                .extracting(MetricData::getName)
                .contains("throttled.members.silent")
                .allSatisfy(name -> assertThat(names).contains('`' + name + '`'));
    }

    @Test
    void no_caller_is_in_them() {
        decide("search", DecisionCounter.NO_TIER, Outcome.REJECTED, 100);

        assertThat(reader.collectAllMetrics().toString())
                .contains("search")
                .doesNotContain("alice");
    }

    @Test
    void what_is_closed_is_observed_no_more() {
        decide("search", DecisionCounter.NO_TIER, Outcome.REJECTED, 1);

        metrics.close();

        assertThat(reader.collectAllMetrics())
                .extracting(MetricData::getName)
                .doesNotContain("throttled.decisions", "throttled.keys", "throttled.members");
    }

    private void decide(String policy, String tier, Outcome outcome, int calls) {
        for (int i = 0; i < calls; i++) {
            usage.counter(policy, tier).decided(outcome, "user:alice");
        }
    }

    private long decisions(String policy, String tier, String outcome) {
        return sum(
                "throttled.decisions",
                Attributes.builder()
                        .put("throttled.policy", policy)
                        .put("throttled.tier", tier)
                        .put("throttled.outcome", outcome)
                        .build());
    }

    private long sum(String name, Attributes labels) {
        return metric(name).getLongSumData().getPoints().stream()
                .filter(point -> point.getAttributes().equals(labels))
                .mapToLong(LongPointData::getValue)
                .findFirst()
                .orElseThrow();
    }

    private long gauge(String name) {
        Collection<LongPointData> points = metric(name).getLongGaugeData().getPoints();
        assertThat(points).hasSize(1);
        return points.iterator().next().getValue();
    }

    private MetricData metric(String name) {
        Collection<MetricData> all = reader.collectAllMetrics();
        return all.stream().filter(metric -> metric.getName().equals(name)).findAny().orElseThrow();
    }
}
