package io.github.throttled.internal.observability.tracing;

import io.github.throttled.Decision;
import io.github.throttled.internal.observability.usage.Outcome;
import io.github.throttled.internal.observability.usage.RestrictedCall;
import io.opentelemetry.api.common.AttributeKey;
import io.opentelemetry.api.common.Attributes;
import io.opentelemetry.api.common.AttributesBuilder;
import io.opentelemetry.api.trace.Span;

import java.util.function.Consumer;

/**
 * Records on the current span why a policy rejected or delayed a call. Each policy adds an event; a
 * rejection also adds attributes, which traces can be searched by.
 */
final class Spans implements Consumer<RestrictedCall> {

    static final String EVENT = "throttled.hindered";

    private static final AttributeKey<String> POLICY = AttributeKey.stringKey("throttled.policy");
    private static final AttributeKey<String> TIER = AttributeKey.stringKey("throttled.tier");
    private static final AttributeKey<String> OUTCOME = AttributeKey.stringKey("throttled.outcome");
    private static final AttributeKey<Double> RETRY_AFTER =
            AttributeKey.doubleKey("throttled.retry_after");
    private static final AttributeKey<Double> DELAY = AttributeKey.doubleKey("throttled.delay");

    private static final double MILLIS_PER_SECOND = 1e3;

    @Override
    public void accept(RestrictedCall call) {
        Span span = Span.current();
        if (span.isRecording()) {
            Attributes why = why(call);
            span.addEvent(EVENT, why);
            if (isRejection(call.outcome())) {
                span.setAllAttributes(why);
            }
        }
    }

    private static boolean isRejection(Outcome outcome) {
        return !outcome.isAdmission();
    }

    private static Attributes why(RestrictedCall call) {
        Decision decision = call.decision();
        AttributesBuilder why =
                Attributes.builder()
                        .put(POLICY, call.policy())
                        .put(OUTCOME, call.outcome().label());
        if (!call.tier().isEmpty()) {
            why.put(TIER, call.tier());
        }
        if (decision.allowed()) {
            why.put(DELAY, decision.delay().toMillis() / MILLIS_PER_SECOND);
        } else if (!decision.never()) {
            why.put(RETRY_AFTER, decision.retryAfter().toMillis() / MILLIS_PER_SECOND);
        }
        return why.build();
    }
}
