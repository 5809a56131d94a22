package io.github.throttled.operate.tracing;

import io.github.throttled.operate.Present;
import io.github.throttled.operate.usage.Usage;

/** Traces, if the server has any. */
public final class Tracing {

    private Tracing() {}

    /** Writes on spans from now on, if there can be any. */
    public static void begin(Usage usage) {
        if (Present.is("io.opentelemetry.api.trace.Span")) {
            usage.onHindrance(new Spans());
        }
    }
}
