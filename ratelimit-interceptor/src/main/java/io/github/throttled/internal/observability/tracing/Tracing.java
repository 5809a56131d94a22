package io.github.throttled.internal.observability.tracing;

import io.github.throttled.internal.observability.OptionalClasses;
import io.github.throttled.internal.observability.usage.Usage;

/** Connects rate limiting to OpenTelemetry traces, if the server has them. */
public final class Tracing {

    private Tracing() {}

    /** Records rejected and delayed calls on the current span from now on. */
    public static void begin(Usage usage) {
        if (OptionalClasses.is("io.opentelemetry.api.trace.Span")) {
            usage.onRestriction(new Spans());
        }
    }
}
