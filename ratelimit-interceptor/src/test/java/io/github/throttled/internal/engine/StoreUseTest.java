package io.github.throttled.internal.engine;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import io.github.throttled.Decision;
import io.github.throttled.Strategy;
import io.github.throttled.internal.algorithm.BanRule;
import io.github.throttled.internal.config.model.Counting;
import io.github.throttled.internal.config.model.Limit;
import io.github.throttled.internal.config.model.Policy;
import io.github.throttled.internal.engine.combining.CachedRejection;
import io.github.throttled.internal.store.CounterStore;
import io.github.throttled.internal.store.local.LocalCounterStore;

import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

import java.time.Duration;
import java.util.concurrent.atomic.AtomicLong;
import java.util.stream.Stream;

/** What two nodes ask of the store that they share. */
class StoreUseTest {

    private static final String KEY = "user:alice";

    private final AtomicLong clock = new AtomicLong(Policies.START);
    private final CounterStore shared = new LocalCounterStore();
    private final ProbedStore here = new ProbedStore(shared, clock);
    private final ProbedStore there = new ProbedStore(shared, clock);
    private final Limiter limiter = new Limiter(here, Duration.ofMinutes(1));
    private final Limiter other = new Limiter(there, Duration.ofMinutes(1));

    @AfterEach
    void close() {
        limiter.close();
        other.close();
    }

    static Stream<Policy> policies() {
        return Policies.ofEveryStrategy(3);
    }

    @Test
    void the_first_call_of_a_key_reads_and_writes() {
        LimiterCalls.decide(limiter, Policies.perMinute(3), KEY, 1);

        assertOperations(1, 1);
    }

    @ParameterizedTest
    @MethodSource("policies")
    void a_call_of_a_key_that_nobody_else_touched_only_writes(Policy policy) {
        LimiterCalls.decide(limiter, policy, KEY, 1);
        here.forgetOperations();

        assertThat(LimiterCalls.decide(limiter, policy, KEY, 1).remaining()).isEqualTo(1);

        assertOperations(0, 1);
    }

    @Test
    void a_call_of_a_key_that_another_node_touched_finds_that_out() {
        Policy policy = Policies.perMinute(3);
        LimiterCalls.decide(limiter, policy, KEY, 1);
        LimiterCalls.decide(other, policy, KEY, 1);
        here.forgetOperations();

        assertThat(LimiterCalls.decide(limiter, policy, KEY, 1).remaining()).isZero();

        assertOperations(1, 2);
    }

    @Test
    void a_key_that_two_nodes_use_in_turn_is_read_at_once_until_one_has_it_alone() {
        Policy policy = Policies.perMinute(100);
        for (int i = 0; i < 3; i++) {
            LimiterCalls.decide(limiter, policy, KEY, 1);
            LimiterCalls.decide(other, policy, KEY, 1);
        }
        here.forgetOperations();

        LimiterCalls.decide(limiter, policy, KEY, 1);
        assertOperations(1, 1);
        LimiterCalls.decide(limiter, policy, KEY, 1);
        assertOperations(2, 2);
        LimiterCalls.decide(limiter, policy, KEY, 1);
        assertOperations(2, 3);
    }

    @ParameterizedTest
    @MethodSource("policies")
    void a_rejection_writes_nothing_and_reads_once_a_second(Policy policy) {
        LimiterCalls.decide(limiter, policy, KEY, 2);
        long[] before = stored(policy);
        here.forgetOperations();

        for (int i = 0; i < 5; i++) {
            assertThat(LimiterCalls.decide(limiter, policy, KEY, 2).allowed()).isFalse();
        }
        assertOperations(1, 0);
        clock.addAndGet(999);
        assertThat(LimiterCalls.decide(limiter, policy, KEY, 2).allowed()).isFalse();
        assertOperations(1, 0);
        clock.addAndGet(1);
        assertThat(LimiterCalls.decide(limiter, policy, KEY, 2).allowed()).isFalse();
        assertOperations(2, 0);
        assertThat(stored(policy)).isEqualTo(before);
    }

    @ParameterizedTest
    @MethodSource("policies")
    void a_rejection_is_free_for_the_next_call(Policy policy) {
        LimiterCalls.decide(limiter, policy, KEY, 2);
        LimiterCalls.decide(limiter, policy, KEY, 2);
        LimiterCalls.decide(other, policy, KEY, 3);

        assertThat(LimiterCalls.decide(other, policy, KEY, 1).allowed()).isTrue();
        assertThat(LimiterCalls.decide(limiter, policy, KEY, 1).allowed()).isFalse();
    }

    @Test
    void a_key_that_was_exhausted_may_not_be_any_more() {
        Policy policy = Policies.perMinute(3);
        LimiterCalls.decide(limiter, policy, KEY, 3);
        assertThat(LimiterCalls.decide(limiter, policy, KEY, 1).allowed()).isFalse();

        other.reset(policy, KEY);
        assertThat(LimiterCalls.decide(limiter, policy, KEY, 1).allowed()).isFalse();
        clock.addAndGet(CachedRejection.TRUST_MILLIS);

        assertThat(LimiterCalls.decide(limiter, policy, KEY, 1).remaining()).isEqualTo(2);
    }

    @ParameterizedTest
    @MethodSource("policies")
    void who_is_refused_for_a_while_is_told_the_time_that_is_left(Policy policy) {
        LimiterCalls.decide(limiter, policy, KEY, 3);
        Duration first = LimiterCalls.decide(limiter, policy, KEY, 1).retryAfter();
        clock.addAndGet(700);
        here.forgetOperations();

        assertThat(LimiterCalls.decide(limiter, policy, KEY, 1).retryAfter())
                .isEqualTo(first.minusMillis(700));
        assertThat(LimiterCalls.acquire(limiter, policy, KEY, 1).decision().retryAfter())
                .isEqualTo(first.minusMillis(700));
        assertThat(
                        LimiterCalls.decideAsync(limiter, policy, KEY, 1)
                                .toCompletableFuture()
                                .join()
                                .retryAfter())
                .isEqualTo(first.minusMillis(700));
        assertOperations(0, 0);
    }

    @Test
    void whose_time_has_come_is_admitted_though_refused_a_moment_ago() {
        Policy policy =
                Policies.of(
                        "short",
                        new Counting(Strategy.FIXED_WINDOW),
                        new Limit(1, Duration.ofMillis(10)));
        LimiterCalls.decide(limiter, policy, KEY, 1);
        assertThat(LimiterCalls.decide(limiter, policy, KEY, 1).allowed()).isFalse();

        clock.addAndGet(10);

        assertThat(LimiterCalls.decide(limiter, policy, KEY, 1).allowed()).isTrue();
    }

    @Test
    void a_smaller_cost_is_not_refused_because_a_larger_one_was() {
        Policy policy = Policies.perMinute(3);
        LimiterCalls.decide(limiter, policy, KEY, 1);
        assertThat(LimiterCalls.decide(limiter, policy, KEY, 3).allowed()).isFalse();

        assertThat(LimiterCalls.decide(limiter, policy, KEY, 2).allowed()).isTrue();
    }

    @Test
    void what_is_given_back_here_counts_at_once() {
        Policy policy = Policies.perMinute(3);
        Grant grant = LimiterCalls.acquire(limiter, policy, KEY, 3);
        assertThat(LimiterCalls.decide(limiter, policy, KEY, 1).allowed()).isFalse();

        grant.giveBack();

        assertThat(LimiterCalls.decide(limiter, policy, KEY, 1).allowed()).isTrue();
    }

    @Test
    void a_reset_here_counts_at_once() {
        Policy policy = Policies.perMinute(3);
        LimiterCalls.decide(limiter, policy, KEY, 3);
        assertThat(LimiterCalls.decide(limiter, policy, KEY, 1).allowed()).isFalse();

        limiter.reset(policy, KEY);

        assertThat(LimiterCalls.decide(limiter, policy, KEY, 1).allowed()).isTrue();
    }

    @Test
    void a_raised_limit_counts_at_once() {
        LimiterCalls.decide(limiter, Policies.perMinute(3), KEY, 3);
        assertThat(LimiterCalls.decide(limiter, Policies.perMinute(3), KEY, 1).allowed()).isFalse();

        limiter.replace(Policies.perMinute(4));

        assertThat(LimiterCalls.decide(limiter, Policies.perMinute(4), KEY, 1).allowed()).isTrue();
    }

    @Test
    void rejections_that_lead_to_a_ban_are_counted_all() {
        Policy policy = Policies.banning(1, new BanRule(3, 3_600_000));
        LimiterCalls.decide(limiter, policy, KEY, 1);
        for (int i = 0; i < 3; i++) {
            assertThat(LimiterCalls.decide(limiter, policy, KEY, 1).allowed()).isFalse();
        }

        assertThat(LimiterCalls.decide(limiter, policy, KEY, 1).retryAfter())
                .isEqualTo(Duration.ofHours(1));
        here.forgetOperations();
        assertThat(LimiterCalls.decide(limiter, policy, KEY, 1).retryAfter())
                .isEqualTo(Duration.ofHours(1));
        assertOperations(0, 0);
    }

    @Test
    void a_key_that_had_permits_may_not_have_them_any_more() {
        Policy policy = Policies.perMinute(3);
        LimiterCalls.decide(limiter, policy, KEY, 1);
        LimiterCalls.decide(other, policy, KEY, 2);

        assertThat(LimiterCalls.decide(limiter, policy, KEY, 1).allowed()).isFalse();
    }

    @ParameterizedTest
    @MethodSource("policies")
    void peeking_takes_nothing_and_looks_afresh(Policy policy) {
        LimiterCalls.decide(limiter, policy, KEY, 1);
        LimiterCalls.decide(other, policy, KEY, 1);
        long[] before = stored(policy);
        here.forgetOperations();

        for (int i = 0; i < 5; i++) {
            Decision decision = limiter.peek(policy, KEY);
            assertThat(decision.allowed()).isTrue();
            assertThat(decision.remaining()).isEqualTo(1);
        }

        assertOperations(5, 0);
        assertThat(stored(policy)).isEqualTo(before);
        assertThat(LimiterCalls.decide(limiter, policy, KEY, 1).allowed()).isTrue();
        assertThat(limiter.peek(policy, KEY).allowed()).isFalse();
    }

    @Test
    void peeking_at_a_new_key_creates_nothing() {
        assertThat(limiter.peek(Policies.perMinute(3), KEY).remaining()).isEqualTo(3);

        assertThat(stored(Policies.perMinute(3))).isNull();
    }

    @ParameterizedTest
    @MethodSource("policies")
    void a_reset_forgets_on_all_nodes(Policy policy) {
        LimiterCalls.decide(limiter, policy, KEY, 2);
        LimiterCalls.decide(other, policy, KEY, 1);

        limiter.reset(policy, KEY);

        assertThat(stored(policy)).isNull();
        assertThat(LimiterCalls.decide(limiter, policy, KEY, 1).remaining()).isEqualTo(2);
        assertThat(LimiterCalls.decide(other, policy, KEY, 2).remaining()).isZero();
        assertThat(LimiterCalls.decide(limiter, policy, KEY, 1).allowed()).isFalse();
    }

    @Test
    void a_reset_key_is_known_and_not_read() {
        LimiterCalls.decide(limiter, Policies.perMinute(3), KEY, 1);
        limiter.reset(Policies.perMinute(3), KEY);
        here.forgetOperations();

        assertThat(LimiterCalls.decide(limiter, Policies.perMinute(3), KEY, 1).remaining())
                .isEqualTo(2);

        assertOperations(0, 1);
    }

    @Test
    void a_reset_forgets_no_other_key() {
        Policy policy = Policies.perMinute(1);
        LimiterCalls.decide(limiter, policy, "user:bob", 1);

        limiter.reset(policy, KEY);

        assertThat(LimiterCalls.decide(limiter, policy, "user:bob", 1).allowed()).isFalse();
    }

    @Test
    void a_cost_that_can_never_pass_is_rejected_for_ever() {
        Decision decision = LimiterCalls.decide(limiter, Policies.perMinute(3), KEY, 4);

        assertThat(decision.allowed()).isFalse();
        assertThat(decision.never()).isTrue();
        assertOperations(1, 0);
    }

    @Test
    void a_call_costs_something() {
        Policy policy = Policies.perMinute(3);

        assertThatIllegalArgumentException()
                .isThrownBy(() -> LimiterCalls.decide(limiter, policy, KEY, 0));
        assertThatIllegalArgumentException()
                .isThrownBy(() -> LimiterCalls.decideAsync(limiter, policy, KEY, -1));
        assertOperations(0, 0);
    }

    private void assertOperations(int reads, int writes) {
        assertThat(here.reads).as("reads").hasValue(reads);
        assertThat(here.writes).as("writes").hasValue(writes);
    }

    private long[] stored(Policy policy) {
        return shared.counters(policy.name(), 1, 1).get(KEY).toCompletableFuture().join();
    }
}
