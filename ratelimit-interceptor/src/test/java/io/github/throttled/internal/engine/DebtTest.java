package io.github.throttled.internal.engine;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.throttled.Decision;
import io.github.throttled.LogCapture;
import io.github.throttled.internal.algorithm.BanRule;
import io.github.throttled.internal.config.model.OnStoreFailure;
import io.github.throttled.internal.config.model.Policy;
import io.github.throttled.internal.engine.failover.StoreHealth;
import io.github.throttled.internal.engine.failover.StoreState;
import io.github.throttled.internal.store.hazelcast.Grid;

import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;

import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;

/** What a node has admitted by itself is charged when the store answers again. */
class DebtTest {

    private static final String KEY = "user:alice";

    /** Enough for what has to be done before it is over, on a machine that has much else to do. */
    private static final Duration LATE = Duration.ofSeconds(1);

    private static final RuntimeException DOWN = new IllegalStateException("not active");

    private final LogCapture log = LogCapture.of(StoreHealth.class);
    private final ManualStore store = new ManualStore();
    private final Limiter limiter = new Limiter(store, Duration.ofMinutes(1));
    private final Limiter other = new Limiter(store, Duration.ofMinutes(1));

    @BeforeEach
    void answer() {
        store.answerEverything();
    }

    @AfterEach
    void close() {
        limiter.close();
        other.close();
        log.close();
    }

    static Stream<Policy> policies() {
        return Policies.ofEveryStrategy(10)
                .map(policy -> Policies.onFailure(OnStoreFailure.LOCAL, policy));
    }

    @ParameterizedTest
    @MethodSource("policies")
    void it_is_charged_with_the_next_call(Policy policy) {
        LimiterCalls.decide(limiter, policy, KEY, 1);
        admitWithoutTheStore(policy, 2);
        admitWithoutTheStore(policy, 1);

        assertThat(LimiterCalls.decide(limiter, policy, KEY, 1).remaining()).isEqualTo(5);
        assertThat(LimiterCalls.decide(other, policy, KEY, 1).remaining()).isEqualTo(4);
    }

    @ParameterizedTest
    @MethodSource("policies")
    void it_is_charged_though_nobody_asks_for_the_key(Policy policy) {
        admitWithoutTheStore(policy, 2);

        Grid.await(() -> other.peek(policy, KEY).remaining() == 8);
    }

    @ParameterizedTest
    @MethodSource("policies")
    void so_is_what_turns_out_to_cost_while_the_store_does_not_answer(Policy policy) {
        Grant undecided = limiter.enforcer(policy).begin(KEY, 2, 20);
        store.refuse(DOWN);
        undecided.charge();
        store.refuse(null);

        Grid.await(() -> other.peek(policy, KEY).remaining() == 8);
    }

    @Test
    void it_is_charged_though_a_breaker_was_open_meanwhile() {
        Policy policy = perMinute();
        store.refuse(DOWN);
        for (int i = 0; i < 5; i++) {
            assertThat(LimiterCalls.decide(limiter, policy, KEY, 1).allowed()).isTrue();
        }
        assertThat(limiter.storeState().status()).isNotEqualTo(StoreState.Status.CLOSED);

        store.refuse(null);

        Grid.await(() -> other.peek(policy, KEY).remaining() == 5);
    }

    @ParameterizedTest
    @MethodSource("policies")
    void more_than_is_left_exhausts_the_key_and_is_not_forgotten(Policy policy) {
        admitWithoutTheStore(policy, 6);
        assertThat(LimiterCalls.decide(other, policy, KEY, 8).allowed()).isTrue();

        Decision refused = LimiterCalls.decide(limiter, policy, KEY, 1);

        assertThat(refused.allowed()).isFalse();
        assertThat(refused.never()).isFalse();
        assertThat(limiter.peek(policy, KEY).remaining()).isZero();
    }

    @ParameterizedTest
    @MethodSource("policies")
    void what_is_too_old_to_count_is_not_charged(Policy policy) {
        admitWithoutTheStore(policy, 6);

        store.clock.addAndGet(2 * Policies.WINDOW.toMillis());

        assertThat(LimiterCalls.decide(limiter, policy, KEY, 1).remaining()).isEqualTo(9);
    }

    @Test
    void what_a_window_counted_that_is_over_is_not_charged_to_the_next() {
        Policy policy = perMinute();
        admitWithoutTheStore(policy, 6);
        store.clock.addAndGet(Policies.WINDOW.toMillis());
        admitWithoutTheStore(policy, 2);

        assertThat(LimiterCalls.decide(limiter, policy, KEY, 1).remaining()).isEqualTo(7);
    }

    @Test
    void a_call_whose_answer_comes_late_is_charged_once() {
        Policy policy = perMinute();
        store.hang();
        try (Limiter impatient = new Limiter(store, LATE)) {
            CompletableFuture<Decision> late = decideAsync(impatient, policy);
            store.next().answer();
            ManualStore.Operation<?> write = store.next();
            assertThat(join(late).allowed()).isTrue();

            write.answer();
            store.answerEverything();

            assertThat(LimiterCalls.decide(other, policy, KEY, 1).remaining()).isEqualTo(8);
        }
        assertThat(other.peek(policy, KEY).remaining()).isEqualTo(8);
    }

    @Test
    void a_call_that_was_defeated_late_is_charged_once() {
        Policy policy = perMinute();
        store.hang();
        try (Limiter impatient = new Limiter(store, LATE)) {
            CompletableFuture<Decision> late = decideAsync(impatient, policy);
            store.next().answer();
            ManualStore.Operation<?> write = store.next();
            assertThat(join(late).allowed()).isTrue();
            store.answerEverything();
            assertThat(LimiterCalls.decide(other, policy, KEY, 1).remaining()).isEqualTo(9);

            write.answer();

            Grid.await(() -> other.peek(policy, KEY).remaining() == 8);
        }
        assertThat(other.peek(policy, KEY).remaining()).isEqualTo(8);
    }

    @Test
    void a_call_that_was_lost_is_charged_once() {
        Policy policy = perMinute();
        loseAnswer(policy, false);

        assertThat(LimiterCalls.decide(limiter, policy, KEY, 1).remaining()).isEqualTo(8);
    }

    @Test
    void a_call_whose_answer_was_lost_is_charged_twice_rather_than_never() {
        Policy policy = perMinute();
        loseAnswer(policy, true);

        assertThat(LimiterCalls.decide(limiter, policy, KEY, 1).remaining()).isEqualTo(7);
    }

    @Test
    void a_debt_that_was_lost_is_charged_once() {
        Policy policy = perMinute();
        admitWithoutTheStore(policy, 3);
        loseAnswer(policy, false);

        assertThat(LimiterCalls.decide(limiter, policy, KEY, 1).remaining()).isEqualTo(5);
    }

    @Test
    void a_debt_whose_answer_was_lost_is_charged_twice_rather_than_never() {
        Policy policy = perMinute();
        admitWithoutTheStore(policy, 3);
        loseAnswer(policy, true);

        assertThat(LimiterCalls.decide(limiter, policy, KEY, 1).remaining()).isEqualTo(1);
    }

    @Test
    void a_debt_survives_a_read_that_fails() {
        Policy policy = perMinute();
        admitWithoutTheStore(policy, 1);
        store.refuse(DOWN);
        assertThat(limiter.peek(policy, KEY).allowed()).isTrue();
        store.refuse(null);

        assertThat(LimiterCalls.decide(limiter, policy, KEY, 1).remaining()).isEqualTo(8);
    }

    @ParameterizedTest
    @MethodSource("policies")
    void what_is_given_back_before_it_is_charged_never_is(Policy policy) {
        store.refuse(DOWN);
        Grant grant = LimiterCalls.acquire(limiter, policy, KEY, 3);
        assertThat(grant.allowed()).isTrue();
        store.refuse(null);

        grant.giveBack();

        assertThat(LimiterCalls.decide(limiter, policy, KEY, 1).remaining()).isEqualTo(9);
    }

    @ParameterizedTest
    @MethodSource("policies")
    void what_is_given_back_after_it_was_charged_comes_back(Policy policy) {
        store.refuse(DOWN);
        Grant grant = LimiterCalls.acquire(limiter, policy, KEY, 3);
        store.refuse(null);
        assertThat(LimiterCalls.decide(limiter, policy, KEY, 1).remaining()).isEqualTo(6);

        grant.giveBack();

        assertThat(limiter.peek(policy, KEY).remaining()).isEqualTo(9);
    }

    @Test
    void it_survives_a_changed_limit() {
        admitWithoutTheStore(perMinute(), 2);
        Policy raised = Policies.onFailure(OnStoreFailure.LOCAL, Policies.perMinute(20));

        limiter.replace(raised);

        assertThat(LimiterCalls.decide(limiter, raised, KEY, 1).remaining()).isEqualTo(17);
    }

    @Test
    void a_reset_forgets_it() {
        Policy policy = perMinute();
        admitWithoutTheStore(policy, 2);

        limiter.reset(policy, KEY);

        assertThat(LimiterCalls.decide(limiter, policy, KEY, 1).remaining()).isEqualTo(9);
    }

    @Test
    void a_node_that_stops_pays_first() {
        Policy policy = perMinute();
        admitWithoutTheStore(policy, 2);

        limiter.close();

        assertThat(other.peek(policy, KEY).remaining()).isEqualTo(8);
    }

    @Test
    void whom_the_share_has_banned_the_store_has_not() {
        store.members(10);
        Policy policy =
                Policies.onFailure(
                        OnStoreFailure.LOCAL, Policies.banning(10, new BanRule(1, 3_600_000)));
        store.refuse(DOWN);
        assertThat(LimiterCalls.decide(limiter, policy, KEY, 1).allowed()).isTrue();
        assertThat(LimiterCalls.decide(limiter, policy, KEY, 1).allowed()).isFalse();
        store.refuse(null);

        assertThat(LimiterCalls.decide(limiter, policy, KEY, 1).remaining()).isEqualTo(8);
    }

    @ParameterizedTest
    @CsvSource({"true, LOCAL", "false, LOCAL", "true, DENY", "false, DENY"})
    void a_lost_answer_never_admits_twice(boolean isDone, OnStoreFailure answer) {
        Policies.ofEveryStrategy(1)
                .map(policy -> Policies.onFailure(answer, policy))
                .forEach(
                        policy -> {
                            String key = policy.name();
                            int admitted = loseAnswer(policy, key, isDone) ? 1 : 0;
                            for (int i = 0; i < 3; i++) {
                                admitted +=
                                        LimiterCalls.decide(limiter, policy, key, 1).allowed()
                                                ? 1
                                                : 0;
                                admitted +=
                                        LimiterCalls.decide(other, policy, key, 1).allowed()
                                                ? 1
                                                : 0;
                            }
                            assertThat(admitted).as(key).isLessThanOrEqualTo(1);
                        });
    }

    @Test
    void what_allow_admits_is_nobodys_debt() {
        Policy policy = Policies.onFailure(OnStoreFailure.ALLOW, Policies.perMinute(10));
        admitWithoutTheStore(policy, 9);

        assertThat(LimiterCalls.decide(limiter, policy, KEY, 1).remaining()).isEqualTo(9);
    }

    /** One call that the share admits. */
    private void admitWithoutTheStore(Policy policy, long permits) {
        store.refuse(DOWN);
        assertThat(LimiterCalls.decide(limiter, policy, KEY, permits).allowed()).isTrue();
        store.refuse(null);
    }

    /** One call whose compare-and-set fails, done or not, which the share then admits. */
    private void loseAnswer(Policy policy, boolean isDone) {
        assertThat(loseAnswer(policy, KEY, isDone)).isTrue();
    }

    private boolean loseAnswer(Policy policy, String key, boolean isDone) {
        store.hang();
        CompletableFuture<Decision> lost =
                LimiterCalls.decideAsync(limiter, policy, key, 1).toCompletableFuture();
        ManualStore.Operation<?> operation = store.next();
        while (!operation.isWrite()) {
            operation.answer();
            operation = store.next();
        }
        if (isDone) {
            operation.failThoughDone(DOWN);
        } else {
            operation.fail(DOWN);
        }
        boolean isAdmitted = join(lost).allowed();
        store.answerEverything();
        return isAdmitted;
    }

    private static CompletableFuture<Decision> decideAsync(Limiter limiter, Policy policy) {
        return LimiterCalls.decideAsync(limiter, policy, KEY, 1).toCompletableFuture();
    }

    private static Decision join(CompletableFuture<Decision> decision) {
        return decision.orTimeout(60, TimeUnit.SECONDS).join();
    }

    private static Policy perMinute() {
        return Policies.onFailure(OnStoreFailure.LOCAL, Policies.perMinute(10));
    }
}
