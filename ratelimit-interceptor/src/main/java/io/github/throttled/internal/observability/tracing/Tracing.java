package io.github.throttled.internal.observability.tracing;

import io.github.throttled.internal.observability.OptionalClasses;
import io.github.throttled.internal.observability.usage.Usage;

/** Traces, if the server has any. */
public final class Tracing {

    private Tracing() {}

    /** Writes on spans from now on, if there can be any. */
    public static void begin(Usage usage) {
        if (OptionalClasses.is("io.opentelemetry.api.trace.Span")) {
            usage.onRestriction(new Spans());
        }
    }
}
