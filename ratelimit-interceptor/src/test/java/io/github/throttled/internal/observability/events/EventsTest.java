package io.github.throttled.internal.observability.events;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.throttled.Banned;
import io.github.throttled.Decision;
import io.github.throttled.Rejected;
import io.github.throttled.StoreUnavailable;
import io.github.throttled.internal.config.model.Policy;
import io.github.throttled.internal.engine.Limiter;
import io.github.throttled.internal.engine.LimiterCalls;
import io.github.throttled.internal.observability.usage.Outcome;
import io.github.throttled.internal.observability.usage.RestrictedCall;
import io.github.throttled.internal.observability.usage.Usage;
import io.github.throttled.internal.openapi.Policies;
import io.github.throttled.internal.openapi.SilentStore;

import jakarta.enterprise.event.Event;
import jakarta.enterprise.inject.spi.BeanManager;
import jakarta.enterprise.inject.spi.ObserverMethod;

import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

import java.lang.reflect.InvocationHandler;
import java.lang.reflect.Proxy;
import java.time.Duration;
import java.util.List;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CopyOnWriteArrayList;

class EventsTest {

    private final List<Object> fired = new CopyOnWriteArrayList<>();
    private final Usage usage = new Usage();
    private final Limiter limiter = new Limiter(new SilentStore(), Duration.ofMillis(1));

    @AfterEach
    void close() {
        limiter.close();
    }

    @Test
    void who_is_rejected_and_who_is_banned_are_told_apart() {
        Events.begin(observing(true, Rejected.class, Banned.class), usage, limiter);

        usage.restricted(call(Outcome.REJECTED));
        usage.restricted(call(Outcome.BANNED));
        usage.restricted(call(Outcome.DENIED));
        usage.restricted(call(Outcome.DRY_RUN_REJECTED));

        assertThat(fired)
                .extracting(Object::getClass)
                .isEqualTo(List.of(Rejected.class, Banned.class, Rejected.class));
        assertThat(((Rejected) fired.get(0)).key()).isEqualTo("user:alice");
    }

    @Test
    void a_silent_store_is_told_once() {
        Events.begin(observing(true, StoreUnavailable.class), usage, limiter);
        Policy policy = Policies.policy("search", "5/minute");

        for (int i = 0; i < 10; i++) {
            LimiterCalls.decide(limiter, policy, "user:alice", 1);
        }

        assertThat(fired)
                .singleElement()
                .isInstanceOfSatisfying(
                        StoreUnavailable.class,
                        event -> assertThat(event.store()).isEqualTo("a silent store"));
    }

    @Test
    void what_nobody_observes_is_not_even_made() {
        Events.begin(observing(true, StoreUnavailable.class), usage, limiter);

        assertThat(usage.hasRestrictionListeners()).isFalse();
    }

    @Test
    void an_observer_that_would_hold_up_the_request_is_none() {
        Events.begin(observing(false, Rejected.class), usage, limiter);

        assertThat(usage.hasRestrictionListeners()).isFalse();
    }

    private static RestrictedCall call(Outcome outcome) {
        Decision decision =
                new Decision(
                        false,
                        "search",
                        1,
                        0,
                        Duration.ofSeconds(1),
                        Duration.ofSeconds(1),
                        List.of());
        return new RestrictedCall("search", "", outcome, "user:alice", decision);
    }

    /** An application with observers of these types. */
    private BeanManager observing(boolean async, Class<?>... types) {
        ObserverMethod<?> observer = stub(ObserverMethod.class, (p, method, a) -> async);
        Event<?> event =
                stub(
                        Event.class,
                        (self, method, arguments) -> {
                            if (method.getName().equals("select")) {
                                return self;
                            }
                            fired.add(arguments[0]);
                            return CompletableFuture.completedFuture(arguments[0]);
                        });
        return stub(
                BeanManager.class,
                (self, method, arguments) ->
                        method.getName().equals("getEvent")
                                ? event
                                : List.of(types).contains(arguments[0].getClass())
                                        ? Set.of(observer)
                                        : Set.of());
    }

    private static <T> T stub(Class<T> type, InvocationHandler answers) {
        return type.cast(
                Proxy.newProxyInstance(
                        EventsTest.class.getClassLoader(), new Class<?>[] {type}, answers));
    }
}
