package io.github.throttled.internal.engine;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.throttled.Decision;
import io.github.throttled.LogCapture;
import io.github.throttled.internal.concurrent.DaemonScheduler;
import io.github.throttled.internal.config.model.OnStoreFailure;
import io.github.throttled.internal.config.model.Policy;
import io.github.throttled.internal.engine.failover.StoreHealth;
import io.github.throttled.internal.store.hazelcast.Grid;
import io.github.throttled.internal.store.hazelcast.HazelcastCounterStore;

import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

import java.time.Duration;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import java.util.stream.Collectors;

class LimiterCloseTest {

    private static final Duration TIMEOUT = Duration.ofMillis(20);

    private final Set<Thread> before = timers();
    private final LogCapture log = LogCapture.of(StoreHealth.class);
    private final ManualStore store = new ManualStore();
    private final Limiter limiter = new Limiter(store, TIMEOUT);

    @AfterEach
    void close() {
        limiter.close();
        log.close();
    }

    @Test
    void the_timers_thread_ends() {
        join(decideAsync(policy(OnStoreFailure.ALLOW)));
        assertThat(timersOfOurs()).hasSize(1);

        limiter.close();

        Grid.await(() -> timersOfOurs().isEmpty());
    }

    @Test
    void who_waits_still_has_an_answer() {
        CompletableFuture<Decision> waiting = decideAsync(policy(OnStoreFailure.ALLOW));
        assertThat(waiting).isNotDone();

        limiter.close();

        assertThat(join(waiting).allowed()).isTrue();
        Grid.await(() -> timersOfOurs().isEmpty());
    }

    @ParameterizedTest
    @EnumSource
    void who_comes_later_has_the_answer_for_a_failure(OnStoreFailure answer) {
        limiter.close();

        boolean expected = answer != OnStoreFailure.DENY;
        assertThat(LimiterCalls.decide(limiter, policy(answer), "key", 1).allowed())
                .isEqualTo(expected);
        assertThat(join(decideAsync(policy(answer))).allowed()).isEqualTo(expected);
        assertThat(timersOfOurs()).isEmpty();
    }

    @Test
    void it_closes_its_store() {
        try (Grid grid = Grid.of(1)) {
            Limiter real = new Limiter(new HazelcastCounterStore(grid.member(0), "shop"), TIMEOUT);
            LimiterCalls.decide(real, policy(OnStoreFailure.DENY), "key", 1);
            real.close();

            assertThat(LimiterCalls.decide(real, policy(OnStoreFailure.DENY), "key", 1).allowed())
                    .isFalse();
            assertThat(grid.member(0).getLifecycleService().isRunning()).isTrue();
        }
    }

    @ParameterizedTest
    @EnumSource
    void an_instance_that_is_down_is_answered_for(OnStoreFailure answer) {
        try (Grid grid = Grid.of(1);
                Limiter real =
                        new Limiter(
                                new HazelcastCounterStore(grid.member(0), "shop"),
                                Duration.ofMinutes(1))) {
            Policy policy = policy(answer);
            assertThat(LimiterCalls.decide(real, policy, "key", 10).allowed()).isTrue();

            grid.member(0).getLifecycleService().terminate();

            // The share of a key that is exhausted is exhausted too.
            assertThat(LimiterCalls.decide(real, policy, "key", 1).allowed())
                    .isEqualTo(answer == OnStoreFailure.ALLOW);
            assertThat(LimiterCalls.decide(real, policy, "other", 1).allowed())
                    .isEqualTo(answer != OnStoreFailure.DENY);
            assertThat(
                            join(LimiterCalls.decideAsync(real, policy, "third", 1)
                                            .toCompletableFuture())
                                    .allowed())
                    .isEqualTo(answer != OnStoreFailure.DENY);
        }
    }

    private CompletableFuture<Decision> decideAsync(Policy policy) {
        return LimiterCalls.decideAsync(limiter, policy, "key", 1).toCompletableFuture();
    }

    private static Decision join(CompletableFuture<Decision> decision) {
        return decision.orTimeout(60, TimeUnit.SECONDS).join();
    }

    private static Policy policy(OnStoreFailure answer) {
        return Policies.onFailure(answer, Policies.perMinute(10));
    }

    private Set<Thread> timersOfOurs() {
        Set<Thread> ours = timers();
        ours.removeAll(before);
        return ours;
    }

    private static Set<Thread> timers() {
        return Thread.getAllStackTraces().keySet().stream()
                .filter(thread -> thread.getName().equals(DaemonScheduler.THREAD))
                .collect(Collectors.toSet());
    }
}
