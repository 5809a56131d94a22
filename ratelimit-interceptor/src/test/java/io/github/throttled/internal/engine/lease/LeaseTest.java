package io.github.throttled.internal.engine.lease;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.throttled.Decision;
import io.github.throttled.Strategy;
import io.github.throttled.internal.config.model.Counting;
import io.github.throttled.internal.config.model.Limit;
import io.github.throttled.internal.config.model.Policy;
import io.github.throttled.internal.engine.Grant;
import io.github.throttled.internal.engine.Limiter;
import io.github.throttled.internal.engine.LimiterCalls;
import io.github.throttled.internal.engine.Policies;
import io.github.throttled.internal.engine.ProbedStore;
import io.github.throttled.internal.engine.Unclosed;
import io.github.throttled.internal.store.local.LocalCounterStore;

import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

import java.time.Duration;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicLong;

/** Permits that a node takes before it needs them. */
class LeaseTest {

    private static final String KEY = "user:alice";

    private final AtomicLong clock = new AtomicLong(Policies.START);
    private final ProbedStore store = new ProbedStore(new LocalCounterStore(clock::get), clock);
    private final Limiter limiter = new Limiter(store, Duration.ofMinutes(1));

    @AfterEach
    void close() {
        limiter.close();
    }

    @Test
    void a_lease_spares_the_store_all_calls_but_one() {
        Policy policy = perMinute(100, 10);

        for (int i = 0; i < 10; i++) {
            assertThat(limiter.enforcer(policy).acquire(KEY, 1).allowed()).isTrue();
        }

        assertThat(store.writes).hasValue(1);
        limiter.enforcer(policy).acquire(KEY, 1);
        assertThat(store.writes).hasValue(2);
    }

    @Test
    void what_is_on_lease_and_not_used_is_known() {
        Policy policy = perMinute(100, 10);
        assertThat(limiter.leased(policy.counters())).isZero();

        limiter.enforcer(policy).acquire(KEY, 1);
        limiter.enforcer(policy).acquire(KEY, 2);
        limiter.enforcer(policy).acquire("user:bob", 1);

        assertThat(limiter.leased(policy.counters())).isEqualTo(7 + 9);
        clock.addAndGet(60_000);
        assertThat(limiter.leased(policy.counters())).isZero();
    }

    @Test
    void every_decision_tells_what_remains() {
        Policy policy = perMinute(100, 10);

        for (int i = 1; i <= 25; i++) {
            Decision decision = LimiterCalls.decide(limiter, policy, KEY, 1);
            assertThat(decision.allowed()).isTrue();
            assertThat(decision.remaining()).isEqualTo(100 - i);
            assertThat(decision.limit()).isEqualTo(100);
            assertThat(decision.retryAfter()).isZero();
            assertThat(limiter.peek(policy, KEY).remaining()).isEqualTo(100 - i);
        }
    }

    @Test
    void a_decision_knows_what_was_used_though_many_other_keys_were_seen_since() {
        Policy policy = perMinute(10_000, 10_000);
        for (int i = 0; i < 1_100; i++) {
            LimiterCalls.acquire(limiter, policy, KEY, 1);
            LimiterCalls.acquire(limiter, policy, "other" + i, 1);
        }

        Decision decision = LimiterCalls.decide(limiter, policy, KEY, 1);

        assertThat(decision.remaining()).isEqualTo(10_000 - 1_101);
        assertThat(decision.resetAfter()).isEqualTo(Policies.WINDOW);
        assertThat(limiter.peek(policy, KEY).remaining()).isEqualTo(10_000 - 1_101);
    }

    @Test
    void what_is_given_back_while_a_lease_runs_is_left_at_once() {
        Policy policy = perMinute(100, 10);
        Grant first = LimiterCalls.acquire(limiter, policy, KEY, 1);
        LimiterCalls.acquire(limiter, policy, KEY, 1);

        first.giveBack();

        assertThat(LimiterCalls.decide(limiter, policy, KEY, 1).remaining()).isEqualTo(98);
        assertThat(limiter.peek(policy, KEY).remaining()).isEqualTo(98);
    }

    @Test
    void a_quota_is_used_up_to_the_last_permit() {
        Policy policy = perMinute(100, 30);

        for (int i = 0; i < 100; i++) {
            assertThat(limiter.enforcer(policy).acquire(KEY, 1).allowed()).isTrue();
        }
        assertThat(limiter.enforcer(policy).acquire(KEY, 1).allowed()).isFalse();
        assertThat(limiter.peek(policy, KEY).allowed()).isFalse();
    }

    @Test
    void no_permit_is_used_in_another_window() {
        Policy policy = perMinute(100, 100);
        limiter.enforcer(policy).acquire(KEY, 1);
        clock.addAndGet(60_000);

        for (int i = 0; i < 100; i++) {
            assertThat(limiter.enforcer(policy).acquire(KEY, 1).allowed()).isTrue();
        }
        assertThat(limiter.enforcer(policy).acquire(KEY, 1).allowed()).isFalse();
    }

    @Test
    void a_cost_that_the_lease_cannot_pay_is_asked_of_the_store() {
        Policy policy = perMinute(20, 10);
        limiter.enforcer(policy).acquire(KEY, 8);

        assertThat(limiter.enforcer(policy).acquire(KEY, 12).allowed()).isTrue();
        assertThat(limiter.enforcer(policy).acquire(KEY, 1).allowed()).isFalse();
    }

    @Test
    void what_is_given_back_can_be_taken_again() {
        Policy policy = perMinute(10, 5);
        LimiterCalls.acquire(limiter, policy, KEY, 1);
        Grant leased = LimiterCalls.acquire(limiter, policy, KEY, 1);
        LimiterCalls.acquire(limiter, policy, KEY, 8);

        leased.giveBack();
        leased.giveBack();

        assertThat(limiter.enforcer(policy).acquire(KEY, 1).allowed()).isTrue();
        assertThat(limiter.enforcer(policy).acquire(KEY, 1).allowed()).isFalse();
    }

    @Test
    void a_reset_forgets_the_lease() {
        Policy policy = perMinute(10, 10);
        limiter.enforcer(policy).acquire(KEY, 1);

        limiter.reset(policy, KEY);

        assertThat(LimiterCalls.decide(limiter, policy, KEY, 1).remaining()).isEqualTo(9);
    }

    @Test
    void a_node_that_stops_gives_back_what_it_has_not_used() {
        Policy policy = perMinute(10, 10);
        LocalCounterStore shared = new LocalCounterStore(clock::get);
        Limiter stopping = new Limiter(new Unclosed(shared), Duration.ofMinutes(1));
        Limiter other = new Limiter(new Unclosed(shared), Duration.ofMinutes(1));
        stopping.enforcer(policy).acquire(KEY, 1);

        stopping.close();

        assertThat(other.peek(policy, KEY).remaining()).isEqualTo(9);
        other.close();
    }

    @Test
    void what_is_not_used_for_a_while_is_given_back() {
        Policy policy = perMinute(10, 10);
        LocalCounterStore shared = new LocalCounterStore(clock::get);
        Limiter idle = new Limiter(new Unclosed(shared), Duration.ofMinutes(1));
        Limiter other = new Limiter(new Unclosed(shared), Duration.ofMinutes(1));
        idle.enforcer(policy).acquire(KEY, 1);

        while (other.peek(policy, KEY).remaining() < 9) {
            Thread.onSpinWait();
        }
        idle.close();
        other.close();
    }

    @Test
    void another_limit_ends_the_leases_of_the_one_before() {
        limiter.enforcer(perMinute(10, 10)).acquire(KEY, 1);

        limiter.replace(perMinute(5, 1));

        assertThat(LimiterCalls.decide(limiter, perMinute(5, 1), KEY, 1).remaining()).isEqualTo(3);
    }

    @Test
    void threads_use_each_permit_once() throws Exception {
        Policy policy = perMinute(10_000, 700);
        AtomicInteger admitted = new AtomicInteger();
        List<Thread> threads = new ArrayList<>();
        for (int i = 0; i < 8; i++) {
            threads.add(
                    new Thread(
                            () -> {
                                for (int call = 0; call < 2_000; call++) {
                                    if (limiter.enforcer(policy).acquire(KEY, 1).allowed()) {
                                        admitted.incrementAndGet();
                                    }
                                }
                            }));
        }
        threads.forEach(Thread::start);
        for (Thread thread : threads) {
            thread.join();
        }

        assertThat(admitted).hasValue(10_000);
    }

    @Test
    void a_lease_that_follows_what_is_used_grows() {
        Policy policy = perMinute(1_000_000, 0);

        for (int i = 0; i < 10_000; i++) {
            limiter.enforcer(policy).acquire(KEY, 1);
        }

        assertThat(store.writes.get()).isLessThan(20);
    }

    private static Policy perMinute(long quota, long lease) {
        return Policies.of(
                "leased",
                new Counting(Strategy.FIXED_WINDOW, 0, 0, Duration.ZERO, lease, ZoneId.of("UTC")),
                new Limit(quota, Policies.WINDOW));
    }
}
