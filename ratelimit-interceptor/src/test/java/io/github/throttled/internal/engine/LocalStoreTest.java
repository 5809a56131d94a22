package io.github.throttled.internal.engine;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.throttled.Decision;
import io.github.throttled.Strategy;
import io.github.throttled.internal.algorithm.BanRule;
import io.github.throttled.internal.config.model.Counting;
import io.github.throttled.internal.config.model.Limit;
import io.github.throttled.internal.config.model.Policy;
import io.github.throttled.internal.store.local.LocalCounterStore;

import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

import java.time.Duration;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicLong;
import java.util.stream.Stream;

/** A node that counts for itself: {@code throttled.store=local}. */
class LocalStoreTest {

    private static final String KEY = "user:alice";
    private static final int MAX_KEYS = 1_000;

    private final AtomicLong clock = new AtomicLong(Policies.START);
    private final Limiter limiter =
            new Limiter(new LocalCounterStore(clock::get), Duration.ofMinutes(1));

    @AfterEach
    void close() {
        limiter.close();
    }

    static Stream<Policy> policies() {
        return Policies.ofEveryStrategy(100);
    }

    @ParameterizedTest
    @MethodSource("policies")
    void keys_that_called_once_make_room_for_others(Policy policy) {
        call("early", MAX_KEYS, policy);

        assertThat(call("newcomer", 2 * MAX_KEYS, policy)).isEqualTo(2 * MAX_KEYS);
        assertThat(limiter.kept(policy.counters())).isLessThanOrEqualTo(MAX_KEYS);
    }

    @ParameterizedTest
    @MethodSource("policies")
    void a_flood_of_keys_washes_no_rejection_off(Policy policy) {
        LimiterCalls.acquire(limiter, policy, KEY, 100);

        call("flood", 5 * MAX_KEYS, policy);

        assertThat(LimiterCalls.decide(limiter, policy, KEY, 1).allowed()).isFalse();
    }

    @Test
    void keys_that_find_no_room_share_one_counter_until_others_expire() {
        Policy policy = Policies.perMinute(10);
        for (int i = 0; i < MAX_KEYS; i++) {
            LimiterCalls.acquire(limiter, policy, "limited" + i, 10);
        }

        assertThat(call("newcomer", 20, policy)).isEqualTo(10);
        assertThat(limiter.peek(policy, "another").allowed()).isFalse();
        clock.addAndGet(120_000);
        assertThat(call("newcomer", 20, policy)).isEqualTo(20);
        assertThat(limiter.kept(policy.counters())).isLessThan(MAX_KEYS);
    }

    @ParameterizedTest
    @MethodSource("policies")
    void a_peek_and_a_rejected_call_leave_no_counter_behind(Policy policy) {
        limiter.peek(policy, KEY);
        LimiterCalls.decide(limiter, policy, KEY, 1_000);

        assertThat(limiter.kept(policy.counters())).isZero();
    }

    @Test
    void nothing_is_taken_ahead() {
        Policy policy =
                Policies.of(
                        "leased",
                        new Counting(
                                Strategy.FIXED_WINDOW, 0, 0, Duration.ZERO, 50, ZoneId.of("UTC")),
                        new Limit(100, Policies.WINDOW));

        LimiterCalls.acquire(limiter, policy, KEY, 1);

        assertThat(limiter.leased(policy.counters())).isZero();
        assertThat(limiter.peek(policy, KEY).remaining()).isEqualTo(99);
    }

    @ParameterizedTest
    @MethodSource("policies")
    void threads_take_each_permit_once(Policy policy) throws Exception {
        AtomicInteger admitted = new AtomicInteger();
        List<Thread> threads = new ArrayList<>();
        for (int i = 0; i < 8; i++) {
            threads.add(
                    new Thread(
                            () -> {
                                for (int call = 0; call < 1_000; call++) {
                                    Grant grant = LimiterCalls.acquire(limiter, policy, KEY, 1);
                                    if (!grant.allowed()) {
                                        continue;
                                    }
                                    if (call % 2 == 0) {
                                        admitted.incrementAndGet();
                                    } else {
                                        grant.giveBack();
                                    }
                                }
                            }));
        }
        threads.forEach(Thread::start);
        for (Thread thread : threads) {
            thread.join();
        }

        assertThat(admitted.get() + (int) limiter.peek(policy, KEY).remaining()).isEqualTo(100);
    }

    @Test
    void threads_lose_no_permit_to_keys_that_leave_meanwhile() throws Exception {
        Policy policy = Policies.perMinute(2_000);
        AtomicInteger admitted = new AtomicInteger();
        LimiterCalls.acquire(limiter, policy, KEY, 1_000);
        List<Thread> threads = new ArrayList<>();
        for (int i = 0; i < 4; i++) {
            String flood = "flood" + i + "/";
            threads.add(
                    new Thread(
                            () -> {
                                for (int call = 0; call < 3_000; call++) {
                                    LimiterCalls.acquire(limiter, policy, flood + call, 1);
                                    if (LimiterCalls.acquire(limiter, policy, KEY, 1).allowed()) {
                                        admitted.incrementAndGet();
                                    }
                                }
                            }));
        }
        threads.forEach(Thread::start);
        for (Thread thread : threads) {
            thread.join();
        }

        assertThat(admitted).hasValue(1_000);
        assertThat(limiter.kept(policy.counters())).isLessThanOrEqualTo(MAX_KEYS + 1);
    }

    @Test
    void a_ban_a_pardon_and_a_reset_are_as_in_the_grid() {
        Policy policy = Policies.banning(2, new BanRule(2, 600_000));
        LimiterCalls.acquire(limiter, policy, KEY, 2);
        LimiterCalls.acquire(limiter, policy, KEY, 1);
        assertThat(LimiterCalls.decide(limiter, policy, KEY, 1).reason())
                .isEqualTo(Decision.Reason.BAN);

        limiter.pardon(policy, KEY);

        assertThat(LimiterCalls.decide(limiter, policy, KEY, 1).reason())
                .isEqualTo(Decision.Reason.QUOTA);
        limiter.reset(policy, KEY);
        assertThat(LimiterCalls.decide(limiter, policy, KEY, 1).remaining()).isEqualTo(1);
    }

    @Test
    void calls_that_run_are_counted_until_they_end() {
        Policy policy =
                Policies.of(
                        "at-a-time",
                        new Counting(Strategy.CONCURRENT),
                        new Limit(2, Duration.ZERO));
        Grant held = LimiterCalls.acquire(limiter, policy, KEY, 1);
        LimiterCalls.acquire(limiter, policy, KEY, 1);
        assertThat(LimiterCalls.acquire(limiter, policy, KEY, 1).allowed()).isFalse();

        held.giveBack();

        assertThat(limiter.peek(policy, KEY).remaining()).isEqualTo(1);
        assertThat(LimiterCalls.acquire(limiter, policy, KEY, 1).allowed()).isTrue();
    }

    private int call(String name, int keys, Policy policy) {
        int admitted = 0;
        for (int i = 0; i < keys; i++) {
            admitted += LimiterCalls.acquire(limiter, policy, name + i, 1).allowed() ? 1 : 0;
        }
        return admitted;
    }
}
