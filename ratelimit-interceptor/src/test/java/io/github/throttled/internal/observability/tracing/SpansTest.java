package io.github.throttled.internal.observability.tracing;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.throttled.Decision;
import io.github.throttled.Decision.Reason;
import io.github.throttled.internal.observability.usage.Outcome;
import io.github.throttled.internal.observability.usage.RestrictedCall;
import io.opentelemetry.api.common.AttributeKey;
import io.opentelemetry.api.common.Attributes;
import io.opentelemetry.api.trace.Span;
import io.opentelemetry.context.Context;
import io.opentelemetry.sdk.testing.exporter.InMemorySpanExporter;
import io.opentelemetry.sdk.trace.SdkTracerProvider;
import io.opentelemetry.sdk.trace.data.SpanData;
import io.opentelemetry.sdk.trace.export.SimpleSpanProcessor;

import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

import java.time.Duration;
import java.util.List;

class SpansTest {

    private final InMemorySpanExporter exporter = InMemorySpanExporter.create();
    private final SdkTracerProvider tracing =
            SdkTracerProvider.builder()
                    .addSpanProcessor(SimpleSpanProcessor.create(exporter))
                    .build();

    @AfterEach
    void close() {
        tracing.close();
    }

    @Test
    void a_rejection_says_why_and_when_to_try_again() {
        SpanData span =
                spanOf(
                        new RestrictedCall(
                                "search",
                                "gold",
                                Outcome.REJECTED,
                                "user:alice",
                                rejection(Duration.ofMillis(1500))));

        Attributes why =
                Attributes.builder()
                        .put("throttled.policy", "search")
                        .put("throttled.outcome", "rejected")
                        .put("throttled.tier", "gold")
                        .put("throttled.retry_after", 1.5)
                        .build();
        assertThat(span.getAttributes().asMap()).isEqualTo(why.asMap());
        assertThat(span.getEvents()).singleElement().matches(e -> e.getAttributes().equals(why));
    }

    @Test
    void a_delay_is_an_event_and_the_span_is_not_that_of_a_rejection() {
        Decision delayed =
                new Decision(
                        true,
                        "mails",
                        1,
                        0,
                        Duration.ofSeconds(2),
                        Duration.ZERO,
                        Duration.ofSeconds(2),
                        List.of());

        SpanData span =
                spanOf(new RestrictedCall("mails", "", Outcome.ADMITTED, "user:alice", delayed));

        assertThat(span.getAttributes().isEmpty()).isTrue();
        assertThat(span.getEvents())
                .singleElement()
                .extracting(e -> e.getAttributes().get(AttributeKey.doubleKey("throttled.delay")))
                .isEqualTo(2.0);
    }

    @Test
    void what_no_waiting_helps_has_no_time() {
        SpanData span =
                spanOf(
                        new RestrictedCall(
                                "search", "", Outcome.DENIED, null, rejection(Decision.NEVER)));

        assertThat(span.getAttributes().asMap().keySet())
                .extracting(AttributeKey::getKey)
                .containsExactlyInAnyOrder("throttled.policy", "throttled.outcome");
    }

    @Test
    void the_caller_is_on_no_span() {
        SpanData span =
                spanOf(
                        new RestrictedCall(
                                "search",
                                "",
                                Outcome.REJECTED,
                                "user:alice",
                                rejection(Duration.ofSeconds(1))));

        assertThat(span.toString()).contains("search").doesNotContain("alice");
    }

    @Test
    void where_there_is_no_span_nothing_happens() {
        new Spans()
                .accept(
                        new RestrictedCall(
                                "search",
                                "",
                                Outcome.REJECTED,
                                "user:alice",
                                rejection(Duration.ofSeconds(1))));

        assertThat(exporter.getFinishedSpanItems()).isEmpty();
    }

    private SpanData spanOf(RestrictedCall call) {
        Span span = tracing.get("test").spanBuilder("GET /search").startSpan();
        Context.root().with(span).wrap(() -> new Spans().accept(call)).run();
        span.end();
        return exporter.getFinishedSpanItems().get(0);
    }

    private static Decision rejection(Duration retryAfter) {
        return new Decision(
                false,
                "search",
                10,
                0,
                Duration.ofSeconds(2),
                retryAfter,
                Duration.ZERO,
                List.of(),
                Reason.QUOTA,
                "");
    }
}
