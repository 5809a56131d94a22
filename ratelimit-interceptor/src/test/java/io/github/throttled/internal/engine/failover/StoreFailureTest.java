package io.github.throttled.internal.engine.failover;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalStateException;

import io.github.throttled.Decision;
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
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.TimeUnit;
import java.util.logging.Level;

/** A store that does not answer, and then does. */
class StoreFailureTest {

    private static final String KEY = "user:alice";
    private static final Duration TIMEOUT = Duration.ofMillis(20);

    private final LogCapture log = LogCapture.of(StoreHealth.class);
    private final ManualStore store = new ManualStore();
    private final Limiter limiter = new Limiter(store, TIMEOUT);

    @AfterEach
    void close() {
        limiter.close();
        log.close();
    }

    @Test
    void a_hanging_store_lets_allow_admit_what_an_unused_counter_would() {
        Policy policy = tenPerMinute(OnStoreFailure.ALLOW);

        for (int i = 0; i < 12; i++) {
            assertThat(LimiterCalls.decide(limiter, policy, KEY, 1).allowed()).isTrue();
        }
        assertThat(LimiterCalls.decide(limiter, policy, KEY, 11).never()).isTrue();
    }

    @Test
    void a_hanging_store_lets_deny_reject_for_a_second() {
        Decision decision = LimiterCalls.decide(limiter, tenPerMinute(OnStoreFailure.DENY), KEY, 1);

        assertThat(decision.allowed()).isFalse();
        assertThat(decision.retryAfter()).isEqualTo(Duration.ofSeconds(1));
        assertThat(decision.remaining()).isZero();
        assertThat(decision.limit()).isEqualTo(10);
        assertThat(decision.reason()).isEqualTo(Decision.Reason.STORE_FAILURE);
    }

    @Test
    void a_hanging_store_lets_local_admit_the_nodes_share() {
        store.members(3);
        Policy policy = tenPerMinute(OnStoreFailure.LOCAL);

        assertThat(admitted(policy, 12)).isEqualTo(4);
        assertThat(LimiterCalls.decide(limiter, policy, KEY, 1).reason())
                .isEqualTo(Decision.Reason.QUOTA);
    }

    @ParameterizedTest
    @EnumSource
    void a_failing_store_is_answered_for(OnStoreFailure answer) {
        store.refuse(new IllegalStateException("not active"));

        Decision decision = LimiterCalls.decide(limiter, tenPerMinute(answer), KEY, 1);

        assertThat(decision.allowed()).isEqualTo(answer != OnStoreFailure.DENY);
    }

    @ParameterizedTest
    @EnumSource
    void a_stage_never_fails(OnStoreFailure answer) {
        Policy policy = tenPerMinute(answer);
        List<CompletableFuture<Decision>> decisions = new ArrayList<>();
        decisions.add(decideAsync(policy, "fails"));
        store.next().fail(new IllegalStateException("no partition"));
        store.refuse(new IllegalStateException("not active"));
        decisions.add(decideAsync(policy, "throws"));
        store.refuse(null);
        decisions.add(decideAsync(policy, "errs"));
        store.next().fail(new StackOverflowError());
        // Last, since nothing is asked any more after it has timed out.
        decisions.add(decideAsync(policy, "hangs"));

        for (CompletableFuture<Decision> decision : decisions) {
            assertThat(decision)
                    .succeedsWithin(60, TimeUnit.SECONDS)
                    .extracting(Decision::allowed)
                    .isEqualTo(answer != OnStoreFailure.DENY);
        }
    }

    @Test
    void what_a_late_write_has_charged_for_a_rejected_call_is_given_back() {
        Policy policy = tenPerMinute(OnStoreFailure.DENY);
        // The call must not give up before its first question is answered, on a busy machine too.
        try (Limiter patient = new Limiter(store, Duration.ofSeconds(2))) {
            CompletableFuture<Decision> late =
                    LimiterCalls.decideAsync(patient, policy, KEY, 1).toCompletableFuture();
            store.next().answer();
            assertThat(join(late).allowed()).isFalse();

            store.next().answer();
            store.answerEverything();

            assertThat(join(late).allowed()).isFalse();
            assertThat(LimiterCalls.decide(patient, policy, KEY, 1).remaining()).isEqualTo(9);
        }
    }

    @Test
    void who_gave_up_while_waiting_is_not_charged() {
        Policy policy = tenPerMinute(OnStoreFailure.DENY);
        for (int i = 0; i < 2; i++) {
            LimiterCalls.decide(limiter, policy, KEY, 1);
        }
        assertThat(store.pending()).isEqualTo(1);

        store.answerEverything();

        assertThat(LimiterCalls.decide(limiter, policy, KEY, 1).remaining()).isEqualTo(9);
    }

    @Test
    void a_store_that_answers_again_decides_again() {
        Policy policy = tenPerMinute(OnStoreFailure.ALLOW);
        LimiterCalls.decide(limiter, policy, KEY, 1);
        store.answerEverything();

        assertThat(admitted(policy, 12)).isEqualTo(10);
    }

    @Test
    void one_line_tells_of_each_change() {
        Policy policy = tenPerMinute(OnStoreFailure.ALLOW);
        store.answerEverything();
        LimiterCalls.decide(limiter, policy, KEY, 1);
        assertThat(log.size()).isZero();

        store.refuse(new IllegalStateException("not active"));
        for (int i = 0; i < 10; i++) {
            LimiterCalls.decide(limiter, policy, KEY, 1);
        }
        assertThat(log.size()).isEqualTo(1);
        assertThat(log.lines(Level.WARNING))
                .containsExactly(
                        "The manual store does not answer"
                                + " (java.lang.IllegalStateException: not active);"
                                + " each policy's on-store-failure decides until it does.");

        store.refuse(null);
        // The line follows the change.
        Grid.await(() -> log.size() > 1);
        for (int i = 0; i < 3; i++) {
            LimiterCalls.decide(limiter, policy, KEY, 1);
        }
        assertThat(log.size()).isEqualTo(2);
        assertThat(log.lines(Level.INFO))
                .containsExactly("The manual store answers again; limits are cluster-wide again.");

        store.refuse(new IllegalStateException("not active"));
        for (int i = 0; i < 3; i++) {
            LimiterCalls.decide(limiter, policy, KEY, 1);
        }
        assertThat(log.lines(Level.WARNING)).hasSize(2);
    }

    @Test
    void whoever_wants_to_know_is_told_of_each_failure_and_each_change() {
        List<String> told = new CopyOnWriteArrayList<>();
        limiter.addListener(
                new StoreListener() {
                    @Override
                    public void failed() {
                        told.add("failed");
                    }

                    @Override
                    public void unavailable(StoreState state) {
                        told.add("silent: " + state.silent());
                    }

                    @Override
                    public void available(StoreState state) {
                        told.add("silent: " + state.silent());
                    }
                });
        store.answerEverything();
        store.refuse(new IllegalStateException("not active"));
        for (int i = 0; i < 10; i++) {
            LimiterCalls.decide(limiter, tenPerMinute(OnStoreFailure.ALLOW), KEY, 1);
        }

        store.refuse(null);
        Grid.await(() -> limiter.storeState().status() == StoreState.Status.CLOSED);

        assertThat(told).containsExactly("failed", "failed", "failed", "silent: 1", "silent: 0");
    }

    @Test
    void the_line_tells_of_a_timeout() {
        for (int i = 0; i < 3; i++) {
            LimiterCalls.decide(limiter, tenPerMinute(OnStoreFailure.ALLOW), KEY, 1);
        }

        assertThat(log.lines(Level.WARNING))
                .singleElement()
                .asString()
                .contains("no answer within 20 ms");
    }

    @Test
    void an_interrupted_caller_is_answered_for_and_stays_interrupted() {
        try (Limiter patient = new Limiter(store, Duration.ofDays(1))) {
            Thread.currentThread().interrupt();

            Decision decision =
                    LimiterCalls.decide(patient, tenPerMinute(OnStoreFailure.ALLOW), KEY, 1);

            assertThat(Thread.interrupted()).isTrue();
            assertThat(decision.allowed()).isTrue();
        }
    }

    @Test
    void an_interrupted_caller_is_not_the_stores_fault() {
        for (int i = 0; i < 3; i++) {
            Thread.currentThread().interrupt();

            LimiterCalls.decide(limiter, tenPerMinute(OnStoreFailure.ALLOW), KEY, 1);

            assertThat(Thread.interrupted()).isTrue();
        }
        assertThat(log.size()).isZero();
    }

    @Test
    void a_reset_that_is_not_confirmed_in_time_is_an_error() {
        assertThatIllegalStateException()
                .isThrownBy(() -> limiter.reset(tenPerMinute(OnStoreFailure.LOCAL), KEY))
                .withMessage("The counter of policy 'per-minute' may not have been reset.")
                .havingCause()
                .withMessage("no answer within 20 ms");
    }

    @Test
    void a_reset_that_fails_is_an_error() {
        IllegalStateException down = new IllegalStateException("not active");
        store.refuse(down);

        assertThatIllegalStateException()
                .isThrownBy(() -> limiter.reset(tenPerMinute(OnStoreFailure.LOCAL), KEY))
                .withMessageContaining("may not have been reset")
                .withCause(down);
    }

    private int admitted(Policy policy, int calls) {
        int admitted = 0;
        for (int i = 0; i < calls; i++) {
            admitted += LimiterCalls.decide(limiter, policy, KEY, 1).allowed() ? 1 : 0;
        }
        return admitted;
    }

    private CompletableFuture<Decision> decideAsync(Policy policy, String key) {
        return LimiterCalls.decideAsync(limiter, policy, key, 1).toCompletableFuture();
    }

    private static Decision join(CompletableFuture<Decision> decision) {
        return decision.orTimeout(60, TimeUnit.SECONDS).join();
    }

    private static Policy tenPerMinute(OnStoreFailure answer) {
        return Policies.onFailure(answer, Policies.perMinute(10));
    }
}
