package io.github.throttled.internal.engine.failover;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.throttled.Decision;
import io.github.throttled.Decision.Reason;
import io.github.throttled.LogCapture;
import io.github.throttled.internal.config.model.OnStoreFailure;
import io.github.throttled.internal.config.model.Policy;
import io.github.throttled.internal.engine.Limiter;
import io.github.throttled.internal.engine.LimiterCalls;
import io.github.throttled.internal.engine.ManualStore;
import io.github.throttled.internal.engine.Policies;
import io.github.throttled.internal.store.hazelcast.Grid;

import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;

/** What a store that hangs costs those who call, and the node. */
@Timeout(value = 5, unit = TimeUnit.MINUTES)
class BoundedWaitingTest {

    private static final Duration FOR_EVER = Duration.ofDays(1);
    private static final Duration SHORT = Duration.ofMillis(20);
    private static final RuntimeException DOWN = new IllegalStateException("not active");

    private final LogCapture log = LogCapture.of(StoreHealth.class);
    private final ManualStore store = new ManualStore();

    @AfterEach
    void close() {
        log.close();
    }

    @Test
    void nobody_waits_for_a_store_that_is_known_not_to_answer() {
        Policy policy = tenPerMinute();
        try (Limiter limiter = new Limiter(store, FOR_EVER)) {
            store.refuse(DOWN);
            decide(limiter, policy, CircuitBreaker.FAILURES);
            store.refuse(null);

            // Whoever waited would do so for a day.
            decide(limiter, policy, 1_000);
            assertThat(LimiterCalls.decideAsync(limiter, policy, "later", 1).toCompletableFuture())
                    .succeedsWithin(60, TimeUnit.SECONDS);
            assertThat(limiter.storeState().silent()).isEqualTo(1);

            // Nothing has been asked but what the probe asks.
            assertThat(store.pending()).isLessThanOrEqualTo(1);
            store.answerEverything();
        }
    }

    @Test
    void a_store_that_hangs_is_asked_for_few_calls_and_no_caller_is_left() throws Exception {
        Policy policy = tenPerMinute();
        try (Limiter limiter = new Limiter(store, SHORT)) {
            List<Thread> callers = new ArrayList<>();
            for (int i = 0; i < 50; i++) {
                String key = "user:" + i;
                callers.add(new Thread(() -> decide(limiter, policy, key, 50)));
            }
            callers.forEach(Thread::start);
            for (Thread caller : callers) {
                caller.join();
            }

            // One operation of each key that was asked for before the breaker opened, and a probe.
            assertThat(store.pending()).isLessThanOrEqualTo(callers.size() + 1);
            assertThat(log.size()).isEqualTo(1);
            store.answerEverything();
        }
    }

    @Test
    void it_is_asked_again_when_it_answers() {
        Policy policy = tenPerMinute();
        try (Limiter limiter = new Limiter(store, SHORT)) {
            decide(limiter, policy, 10);
            assertThat(limiter.storeState().status()).isNotEqualTo(StoreState.Status.CLOSED);

            store.answerEverything();
            Grid.await(() -> limiter.storeState().status() == StoreState.Status.CLOSED);

            assertThat(LimiterCalls.decide(limiter, policy, "another", 1).remaining()).isEqualTo(9);
            assertThat(limiter.storeState().silent()).isZero();
            // The line follows the change.
            Grid.await(() -> log.size() >= 2);
            assertThat(log.size()).isEqualTo(2);
        }
    }

    @Test
    void a_probe_changes_no_counter() {
        Policy policy = tenPerMinute();
        try (Limiter limiter = new Limiter(store, FOR_EVER)) {
            store.answerEverything();
            LimiterCalls.decide(limiter, policy, "used", 1);
            long[] used = store.stored("used");
            store.refuse(DOWN);
            decide(limiter, policy, "used", CircuitBreaker.FAILURES);
            store.refuse(null);

            Grid.await(() -> limiter.storeState().status() == StoreState.Status.CLOSED);

            assertThat(store.stored("used")).isEqualTo(used);
        }
    }

    @Test
    void a_part_that_hangs_does_so_for_its_own_keys_only() {
        store.parts(10);
        store.answerEverything();
        store.hang(key -> key.endsWith("7"));
        Policy policy = tenPerMinute();
        try (Limiter limiter = new Limiter(store, Duration.ofSeconds(1))) {
            decide(limiter, policy, "user:7", CircuitBreaker.FAILURES);

            assertThat(LimiterCalls.decide(limiter, policy, "user:27", 1).reason())
                    .isEqualTo(Reason.STORE_FAILURE);
            for (int i = 0; i < 10; i++) {
                assertThat(LimiterCalls.decide(limiter, policy, "user:8", 1).remaining())
                        .isEqualTo(9 - i);
            }
            StoreState state = limiter.storeState();
            assertThat(state.silent()).isEqualTo(1);
            assertThat(state.parts()).isEqualTo(10);
            assertThat(log.size()).isEqualTo(1);
        }
    }

    @Test
    void a_store_that_answers_too_late_is_one_that_does_not_answer() {
        Policy policy = tenPerMinute();
        try (Limiter limiter = new Limiter(store, SHORT)) {
            for (int i = 0; i < CircuitBreaker.FAILURES; i++) {
                CompletableFuture<Decision> late =
                        LimiterCalls.decideAsync(limiter, policy, "user:" + i, 1)
                                .toCompletableFuture();
                assertThat(late.orTimeout(60, TimeUnit.SECONDS).join().reason())
                        .isEqualTo(Reason.STORE_FAILURE);
                store.next().answer();
            }

            assertThat(limiter.storeState().status()).isNotEqualTo(StoreState.Status.CLOSED);
            store.answerEverything();
        }
    }

    private static void decide(Limiter limiter, Policy policy, int calls) {
        for (int i = 0; i < calls; i++) {
            LimiterCalls.decide(limiter, policy, "user:" + i, 1);
        }
    }

    private static void decide(Limiter limiter, Policy policy, String key, int calls) {
        for (int i = 0; i < calls; i++) {
            LimiterCalls.decide(limiter, policy, key, 1);
        }
    }

    private static Policy tenPerMinute() {
        return Policies.onFailure(OnStoreFailure.DENY, Policies.perMinute(10));
    }
}
