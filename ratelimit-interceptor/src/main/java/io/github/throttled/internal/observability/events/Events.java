package io.github.throttled.internal.observability.events;

import io.github.throttled.Banned;
import io.github.throttled.Decision;
import io.github.throttled.Rejected;
import io.github.throttled.StoreAvailable;
import io.github.throttled.StoreUnavailable;
import io.github.throttled.internal.engine.Limiter;
import io.github.throttled.internal.engine.failover.StoreListener;
import io.github.throttled.internal.engine.failover.StoreState;
import io.github.throttled.internal.observability.usage.Outcome;
import io.github.throttled.internal.observability.usage.RestrictedCall;
import io.github.throttled.internal.observability.usage.Usage;

import jakarta.enterprise.inject.spi.BeanManager;
import jakarta.enterprise.inject.spi.ObserverMethod;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

/** Fires CDI events about rejections and the store. */
public final class Events {

    private final BeanManager beans;

    private Events(BeanManager beans) {
        this.beans = beans;
    }

    /**
     * Starts firing events. Which event types the application observes is determined now, at
     * deployment.
     */
    public static void begin(BeanManager beans, Usage usage, Limiter limiter) {
        Events events = new Events(beans);
        events.publishRestrictions(usage);
        events.publishStoreState(limiter);
    }

    private void publishRestrictions(Usage usage) {
        Decision any = new Decision(true, "", 0, 0, Duration.ZERO, Duration.ZERO, List.of());
        publisher(Rejected.class, new Rejected("", "", "", any, Instant.EPOCH))
                .ifPresent(to -> usage.onRestriction(call -> rejected(to, call)));
        publisher(Banned.class, new Banned("", "", "", any, Instant.EPOCH))
                .ifPresent(to -> usage.onRestriction(call -> banned(to, call)));
    }

    private void publishStoreState(Limiter limiter) {
        Optional<EventPublisher<StoreUnavailable>> unavailable =
                publisher(StoreUnavailable.class, new StoreUnavailable("", Instant.EPOCH));
        Optional<EventPublisher<StoreAvailable>> available =
                publisher(StoreAvailable.class, new StoreAvailable("", Instant.EPOCH));
        limiter.addListener(
                new StoreListener() {
                    @Override
                    public void unavailable(StoreState state) {
                        unavailable.ifPresent(
                                to ->
                                        to.publish(
                                                new StoreUnavailable(
                                                        limiter.storeDescription(),
                                                        state.since())));
                    }

                    @Override
                    public void available(StoreState state) {
                        available.ifPresent(
                                to ->
                                        to.publish(
                                                new StoreAvailable(
                                                        limiter.storeDescription(),
                                                        state.since())));
                    }
                });
    }

    private static void rejected(EventPublisher<Rejected> to, RestrictedCall call) {
        if (!call.outcome().isAdmission() && call.outcome() != Outcome.BANNED) {
            to.publish(
                    new Rejected(
                            call.policy(),
                            call.tier(),
                            call.key(),
                            call.decision(),
                            Instant.now()));
        }
    }

    private static void banned(EventPublisher<Banned> to, RestrictedCall call) {
        if (call.outcome() == Outcome.BANNED) {
            to.publish(
                    new Banned(
                            call.policy(),
                            call.tier(),
                            call.key(),
                            call.decision(),
                            Instant.now()));
        }
    }

    /** Returns the publisher of an event type; empty if the application does not observe it. */
    private <T> Optional<EventPublisher<T>> publisher(Class<T> type, T like) {
        boolean isObserved =
                beans.resolveObserverMethods(like).stream().anyMatch(ObserverMethod::isAsync);
        return isObserved
                ? Optional.of(
                        new EventPublisher<>(
                                type.getSimpleName(), beans.getEvent().select(type)::fireAsync))
                : Optional.empty();
    }
}
