package io.github.throttled.internal.observability.metrics;

import io.github.throttled.internal.config.model.Policy;
import io.github.throttled.internal.engine.Limiter;
import io.github.throttled.internal.engine.failover.StoreListener;
import io.github.throttled.internal.engine.failover.StoreState;
import io.github.throttled.internal.observability.usage.DecisionCounter;
import io.github.throttled.internal.observability.usage.Outcome;
import io.github.throttled.internal.observability.usage.Usage;
import io.opentelemetry.api.GlobalOpenTelemetry;
import io.opentelemetry.api.OpenTelemetry;
import io.opentelemetry.api.common.AttributeKey;
import io.opentelemetry.api.common.Attributes;
import io.opentelemetry.api.metrics.DoubleHistogram;
import io.opentelemetry.api.metrics.LongCounter;
import io.opentelemetry.api.metrics.LongCounterBuilder;
import io.opentelemetry.api.metrics.Meter;
import io.opentelemetry.api.metrics.ObservableLongMeasurement;

import jakarta.enterprise.inject.Instance;
import jakarta.enterprise.inject.spi.BeanManager;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Consumer;
import java.util.function.ToLongFunction;

/**
 * Publishes metrics to OpenTelemetry. It reads decisions from the {@link DecisionCounter} at
 * collection time, so they cost a request nothing more.
 */
final class OpenTelemetryMetrics implements Metrics {

    private static final AttributeKey<String> POLICY = AttributeKey.stringKey("throttled.policy");
    private static final AttributeKey<String> TIER = AttributeKey.stringKey("throttled.tier");
    private static final AttributeKey<String> OUTCOME = AttributeKey.stringKey("throttled.outcome");
    private static final AttributeKey<String> STATE =
            AttributeKey.stringKey("throttled.breaker.state");

    private static final Instrument DURATION =
            Instrument.decisionTime("throttled.decision.duration", "s");

    private static final double NANOS_PER_SECOND = 1e9;

    /**
     * Histogram boundaries in seconds. A local decision takes a microsecond or less, a decision
     * with the grid hundreds of microseconds.
     */
    private static final List<Double> SECONDS =
            List.of(
                    0.000001, 0.00001, 0.0001, 0.00025, 0.0005, 0.001, 0.0025, 0.005, 0.01, 0.025,
                    0.05, 0.1, 0.25, 0.5, 1.0, 2.5);

    private final Map<DecisionCounter, Map<Outcome, Attributes>> decisions =
            new ConcurrentHashMap<>();
    private final List<AutoCloseable> instruments = new ArrayList<>();
    private final Meter meter;
    private final Limiter limiter;

    OpenTelemetryMetrics(Meter meter, Limiter limiter) {
        this.meter = meter;
        this.limiter = limiter;
    }

    static Optional<OpenTelemetryMetrics> publish(BeanManager beans, Usage usage, Limiter limiter) {
        OpenTelemetry telemetry = telemetry(beans);
        // A no-op instance has no readers; timing decisions for it would be wasted.
        if (telemetry == OpenTelemetry.noop()) {
            return Optional.empty();
        }
        OpenTelemetryMetrics metrics =
                new OpenTelemetryMetrics(telemetry.getMeter("io.github.throttled"), limiter);
        metrics.publish(usage);
        return Optional.of(metrics);
    }

    void publish(Usage usage) {
        DoubleHistogram duration =
                meter.histogramBuilder(DURATION.name())
                        .setUnit(DURATION.unit())
                        .setDescription(DURATION.description())
                        .setExplicitBucketBoundariesAdvice(SECONDS)
                        .build();
        usage.onEach(counter -> publish(counter, duration));
        publishDecisions();
        publishStore();
        publishByTier(
                Instrument.LEASED,
                counter -> limiter.leased(Policy.counters(counter.policy(), counter.tier())));
        publishByTier(
                Instrument.KEYS,
                counter -> limiter.kept(Policy.counters(counter.policy(), counter.tier())));
    }

    @Override
    public void close() {
        for (AutoCloseable instrument : instruments) {
            try {
                instrument.close();
            } catch (Exception e) {
                throw new IllegalStateException(e);
            }
        }
    }

    /**
     * Returns the bean of the server, or the global instance that an agent has set.
     *
     * <p>The global instance is accessed only if it was set: the first access would prevent the
     * application from setting it.
     */
    private static OpenTelemetry telemetry(BeanManager beans) {
        Instance<OpenTelemetry> bean = beans.createInstance().select(OpenTelemetry.class);
        return bean.isResolvable() ? bean.get() : global();
    }

    private static OpenTelemetry global() {
        try {
            return GlobalOpenTelemetry.isSet() ? GlobalOpenTelemetry.get() : OpenTelemetry.noop();
        } catch (NoSuchMethodError e) {
            // An older API does not report whether the instance was set.
            return OpenTelemetry.noop();
        }
    }

    private void publish(DecisionCounter counter, DoubleHistogram duration) {
        Map<Outcome, Attributes> byOutcome = new ConcurrentHashMap<>();
        for (Outcome outcome : Outcome.values()) {
            byOutcome.put(outcome, of(counter).toBuilder().put(OUTCOME, outcome.label()).build());
        }
        decisions.put(counter, byOutcome);
        Attributes policy = Attributes.of(POLICY, counter.policy());
        counter.addTimer(nanos -> duration.record(nanos / NANOS_PER_SECOND, policy));
    }

    private void publishDecisions() {
        instruments.add(counter(Instrument.DECISIONS).buildWithCallback(this::recordDecisions));
    }

    private void recordDecisions(ObservableLongMeasurement measurement) {
        decisions.forEach(
                (counter, byOutcome) ->
                        byOutcome.forEach(
                                (outcome, labels) ->
                                        measurement.record(counter.count(outcome), labels)));
    }

    private void publishStore() {
        LongCounter errors = counter(Instrument.STORE_ERRORS).build();
        limiter.addListener(
                new StoreListener() {
                    @Override
                    public void failed() {
                        errors.add(1);
                    }
                });
        sum(
                Instrument.breakerState("1 for the current state, 0 for the others."),
                this::recordState);
        sum(
                Instrument.BREAKER_SILENT,
                measurement -> measurement.record(limiter.storeState().silent()));
        gauge(Instrument.MEMBERS, measurement -> measurement.record(limiter.members()));
        gauge(
                Instrument.MEMBERS_SILENT,
                measurement -> measurement.record(limiter.storeState().silentMembers().size()));
        sum(Instrument.WAITING, measurement -> measurement.record(limiter.waitingRoom().waiting()));
    }

    private void recordState(ObservableLongMeasurement measurement) {
        StoreState.Status now = limiter.storeState().status();
        for (StoreState.Status status : StoreState.Status.values()) {
            measurement.record(status == now ? 1 : 0, Attributes.of(STATE, status.label()));
        }
    }

    private LongCounterBuilder counter(Instrument what) {
        return meter.counterBuilder(what.name())
                .setUnit(what.unit())
                .setDescription(what.description());
    }

    private void publishByTier(Instrument what, ToLongFunction<DecisionCounter> value) {
        sum(
                what,
                measurement ->
                        decisions
                                .keySet()
                                .forEach(
                                        counter ->
                                                measurement.record(
                                                        value.applyAsLong(counter), of(counter))));
    }

    /**
     * Publishes an up-down counter. OpenTelemetry uses it for values that can be added over nodes.
     */
    private void sum(Instrument what, Consumer<ObservableLongMeasurement> callback) {
        instruments.add(
                meter.upDownCounterBuilder(what.name())
                        .setUnit(what.unit())
                        .setDescription(what.description())
                        .buildWithCallback(callback));
    }

    /** Publishes a gauge, for values that are equal on all nodes and must not be added. */
    private void gauge(Instrument what, Consumer<ObservableLongMeasurement> callback) {
        instruments.add(
                meter.gaugeBuilder(what.name())
                        .ofLongs()
                        .setUnit(what.unit())
                        .setDescription(what.description())
                        .buildWithCallback(callback));
    }

    private static Attributes of(DecisionCounter counter) {
        return Attributes.of(POLICY, counter.policy(), TIER, counter.tier());
    }
}
