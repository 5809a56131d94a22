package io.github.throttled.internal.observability.metrics;

import io.github.throttled.internal.config.model.Policy;
import io.github.throttled.internal.engine.Limiter;
import io.github.throttled.internal.engine.failover.StoreListener;
import io.github.throttled.internal.observability.usage.DecisionCounter;
import io.github.throttled.internal.observability.usage.Outcome;
import io.github.throttled.internal.observability.usage.Usage;

import jakarta.enterprise.inject.spi.BeanManager;
import jakarta.enterprise.inject.spi.Unmanaged;
import jakarta.inject.Inject;

import org.eclipse.microprofile.metrics.Counter;
import org.eclipse.microprofile.metrics.Metadata;
import org.eclipse.microprofile.metrics.MetricID;
import org.eclipse.microprofile.metrics.MetricRegistry;
import org.eclipse.microprofile.metrics.MetricUnits;
import org.eclipse.microprofile.metrics.Tag;
import org.eclipse.microprofile.metrics.Timer;

import java.time.Duration;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Supplier;

/**
 * Publishes metrics to MicroProfile Metrics, in the application's registry.
 *
 * <p>Its counters cannot be computed when they are read. Decisions are therefore counted twice,
 * here and in the {@link DecisionCounter}.
 */
final class MicroProfileMetrics implements Metrics {

    private static final Instrument TIME =
            Instrument.decisionTime("throttled.decision.time", MetricUnits.NANOSECONDS);

    private final Set<MetricID> published = ConcurrentHashMap.newKeySet();
    private final MetricRegistry registry;
    private final Limiter limiter;

    MicroProfileMetrics(MetricRegistry registry, Limiter limiter) {
        this.registry = registry;
        this.limiter = limiter;
    }

    /** Returns empty if the server has the classes, but no metrics. */
    static Optional<MicroProfileMetrics> publish(BeanManager beans, Usage usage, Limiter limiter) {
        if (!beans.createInstance().select(MetricRegistry.class).isResolvable()) {
            return Optional.empty();
        }
        MicroProfileMetrics metrics = new MicroProfileMetrics(registry(beans), limiter);
        metrics.publish(usage);
        return Optional.of(metrics);
    }

    /**
     * Obtains the registry by injection. Payara creates it for an injection point and returns none
     * for a lookup.
     */
    private static MetricRegistry registry(BeanManager beans) {
        return new Unmanaged<>(beans, InjectionPoint.class)
                .newInstance()
                .produce()
                .inject()
                .get()
                .registry;
    }

    /**
     * The injection point; not a bean, because bean discovery would load its type on every server.
     */
    static class InjectionPoint {
        @Inject MetricRegistry registry;
    }

    void publish(Usage usage) {
        publishStore();
        usage.onEach(this::publish);
    }

    @Override
    public void close() {
        published.forEach(registry::remove);
    }

    private void publishStore() {
        Counter errors = counter(Instrument.STORE_ERRORS);
        limiter.addListener(
                new StoreListener() {
                    @Override
                    public void failed() {
                        errors.inc();
                    }
                });
        gauge(
                Instrument.breakerState("0 closed, 1 half-open, 2 open."),
                () -> (long) limiter.storeState().status().ordinal());
        gauge(Instrument.BREAKER_SILENT, () -> (long) limiter.storeState().silent());
        gauge(Instrument.MEMBERS, () -> (long) limiter.members());
        gauge(Instrument.MEMBERS_SILENT, () -> (long) limiter.storeState().silentMembers().size());
        gauge(Instrument.WAITING, () -> (long) limiter.waitingRoom().waiting());
    }

    private void publish(DecisionCounter counter) {
        Tag policy = new Tag(MetricLabels.POLICY, counter.policy());
        Tag tier = new Tag(MetricLabels.TIER, counter.tier());
        Counter[] decisions = new Counter[Outcome.values().length];
        for (Outcome outcome : Outcome.values()) {
            decisions[outcome.ordinal()] =
                    counter(
                            Instrument.DECISIONS,
                            policy,
                            new Tag(MetricLabels.OUTCOME, outcome.label()),
                            tier);
        }
        Timer time = timer(policy);
        counter.addListener((outcome, key) -> decisions[outcome.ordinal()].inc());
        counter.addTimer(nanos -> time.update(Duration.ofNanos(nanos)));
        String counters = Policy.counters(counter.policy(), counter.tier());
        gauge(Instrument.LEASED, () -> limiter.leased(counters), policy, tier);
        gauge(Instrument.KEYS, () -> limiter.kept(counters), policy, tier);
    }

    private Counter counter(Instrument what, Tag... tags) {
        published.add(new MetricID(what.name(), tags));
        return registry.counter(metadata(what, MetricUnits.NONE), tags);
    }

    private void gauge(Instrument what, Supplier<Long> value, Tag... tags) {
        published.add(new MetricID(what.name(), tags));
        registry.gauge(metadata(what, MetricUnits.NONE), value, tags);
    }

    private Timer timer(Tag policy) {
        published.add(new MetricID(TIME.name(), policy));
        return registry.timer(metadata(TIME, TIME.unit()), policy);
    }

    /** Uses units of MicroProfile, which has none for counted items. */
    private static Metadata metadata(Instrument what, String unit) {
        return Metadata.builder()
                .withName(what.name())
                .withDescription(what.description())
                .withUnit(unit)
                .build();
    }
}
