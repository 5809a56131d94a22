package io.github.throttled.internal.engine;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.throttled.Decision;
import io.github.throttled.Decision.Reason;
import io.github.throttled.internal.algorithm.BanRule;
import io.github.throttled.internal.config.model.Policy;
import io.github.throttled.internal.store.local.LocalCounterStore;

import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

import java.time.Duration;
import java.util.Map;
import java.util.concurrent.atomic.AtomicLong;
import java.util.stream.Stream;

/** Callers whom an operator bans by hand. */
class ManualBanTest {

    private static final String KEY = "ip:192.0.2.1";

    private final AtomicLong clock = new AtomicLong(Policies.START);
    private final Limiter limiter =
            new Limiter(new LocalCounterStore(clock::get), Duration.ofSeconds(30));

    @AfterEach
    void close() {
        limiter.close();
    }

    static Stream<Policy> policies() {
        return Policies.ofEveryStrategy(3);
    }

    @ParameterizedTest
    @MethodSource("policies")
    void a_banned_caller_is_refused_until_the_ban_ends_and_not_a_tick_longer(Policy policy) {
        ban(policy, KEY, Duration.ofMinutes(10));

        Decision refused = LimiterCalls.decide(limiter, policy, KEY, 1);

        assertThat(refused.allowed()).isFalse();
        assertThat(refused.reason()).isEqualTo(Reason.BAN);
        assertThat(refused.remaining()).isZero();
        assertThat(refused.retryAfter()).isEqualTo(Duration.ofMinutes(10));
        assertThat(refused.limits()).hasSameSizeAs(policy.limits());
        clock.addAndGet(refused.retryAfter().toMillis() - 1);
        assertThat(LimiterCalls.decide(limiter, policy, KEY, 1).retryAfter())
                .isEqualTo(Duration.ofMillis(1));
        clock.addAndGet(1);
        assertThat(LimiterCalls.decide(limiter, policy, KEY, 1).allowed()).isTrue();
    }

    @Test
    void where_the_limit_makes_one_wait_for_longer_than_the_ban_that_is_what_is_told() {
        Policy policy = Policies.perMinute(1);
        LimiterCalls.decide(limiter, policy, KEY, 1);
        ban(policy, KEY, Duration.ofSeconds(10));

        Decision refused = LimiterCalls.decide(limiter, policy, KEY, 1);

        assertThat(refused.reason()).isEqualTo(Reason.BAN);
        assertThat(refused.retryAfter()).isEqualTo(Duration.ofMinutes(1));
        clock.addAndGet(refused.retryAfter().toMillis() - 1);
        assertThat(LimiterCalls.decide(limiter, policy, KEY, 1).allowed()).isFalse();
        clock.addAndGet(1);
        assertThat(LimiterCalls.decide(limiter, policy, KEY, 1).allowed()).isTrue();
    }

    @Test
    void calls_during_a_ban_cost_nothing() {
        Policy policy = Policies.perMinute(3);
        ban(policy, KEY, Duration.ofSeconds(10));
        for (int call = 0; call < 10; call++) {
            LimiterCalls.decide(limiter, policy, KEY, 1);
        }

        limiter.bans().replaceAll(Map.of());

        assertThat(limiter.peek(policy, KEY).remaining()).isEqualTo(3);
    }

    @Test
    void nobody_else_is_banned() {
        Policy policy = Policies.perMinute(3);
        ban(policy, KEY, Duration.ofMinutes(10));

        assertThat(LimiterCalls.decide(limiter, policy, "ip:192.0.2.2", 1).allowed()).isTrue();
        assertThat(LimiterCalls.decide(limiter, Policies.perYear(3), KEY, 1).allowed()).isTrue();
    }

    @Test
    void every_way_to_ask_finds_the_ban() {
        Policy policy = Policies.perMinute(3);
        ban(policy, KEY, Duration.ofMinutes(10));

        assertThat(limiter.enforcer(policy).acquire(KEY, 1).allowed()).isFalse();
        assertThat(LimiterCalls.acquire(limiter, policy, KEY, 1).decision().reason())
                .isEqualTo(Reason.BAN);
        assertThat(
                        LimiterCalls.acquireAsync(limiter, policy, KEY, 1)
                                .toCompletableFuture()
                                .join()
                                .decision()
                                .reason())
                .isEqualTo(Reason.BAN);
        assertThat(limiter.peek(policy, KEY).reason()).isEqualTo(Reason.BAN);
    }

    @Test
    void a_call_that_can_never_pass_is_not_promised_to_after_a_ban() {
        Policy policy = Policies.perMinute(3);
        ban(policy, KEY, Duration.ofMinutes(10));

        assertThat(LimiterCalls.decide(limiter, policy, KEY, 4).never()).isTrue();
    }

    @Test
    void a_ban_that_the_policy_imposes_can_be_lifted_and_what_was_counted_stays() {
        Policy policy = Policies.banning(1, new BanRule(1, Duration.ofHours(1).toMillis()));
        LimiterCalls.decide(limiter, policy, KEY, 1);
        LimiterCalls.decide(limiter, policy, KEY, 1);
        assertThat(LimiterCalls.decide(limiter, policy, KEY, 1).reason()).isEqualTo(Reason.BAN);

        limiter.pardon(policy, KEY);

        Decision after = limiter.peek(policy, KEY);
        assertThat(after.reason()).isEqualTo(Reason.QUOTA);
        assertThat(after.retryAfter()).isEqualTo(Duration.ofMinutes(1));
        clock.addAndGet(Duration.ofMinutes(1).toMillis());
        assertThat(LimiterCalls.decide(limiter, policy, KEY, 1).allowed()).isTrue();
    }

    private void ban(Policy policy, String key, Duration length) {
        limiter.bans()
                .replaceAll(
                        Map.of(
                                new ManualBans.Caller(policy.name(), key),
                                clock.get() + length.toMillis()));
    }
}
