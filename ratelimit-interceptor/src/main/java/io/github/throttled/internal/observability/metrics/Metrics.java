package io.github.throttled.internal.observability.metrics;

import io.github.throttled.internal.engine.Limiter;
import io.github.throttled.internal.observability.OptionalClasses;
import io.github.throttled.internal.observability.usage.Usage;

import jakarta.enterprise.inject.spi.BeanManager;

import java.lang.System.Logger.Level;
import java.util.Optional;
import java.util.function.Supplier;

/** The metrics of one application, until they are closed. */
@FunctionalInterface
public interface Metrics extends AutoCloseable {

    /**
     * Publishes to MicroProfile Metrics if the server has it, else to OpenTelemetry, else nowhere.
     *
     * <p>Must be called during deployment, when beans can be looked up. Never fails, because rate
     * limiting works without metrics.
     */
    static Metrics publish(BeanManager beans, Usage usage, Limiter limiter) {
        return attempt(
                        "org.eclipse.microprofile.metrics.MetricRegistry",
                        () -> MicroProfileMetrics.publish(beans, usage, limiter))
                .or(
                        () ->
                                attempt(
                                        "io.opentelemetry.api.OpenTelemetry",
                                        () -> OpenTelemetryMetrics.publish(beans, usage, limiter)))
                .orElse(() -> {});
    }

    private static Optional<Metrics> attempt(
            String needed, Supplier<Optional<? extends Metrics>> publish) {
        try {
            return OptionalClasses.is(needed)
                    ? publish.get().map(Metrics.class::cast)
                    : Optional.empty();
        } catch (RuntimeException | LinkageError e) {
            System.getLogger(Metrics.class.getName())
                    .log(Level.WARNING, "Could not publish metrics to this server: {0}", e);
            return Optional.empty();
        }
    }

    /** Removes metrics that would outlive the application. */
    @Override
    void close();
}
