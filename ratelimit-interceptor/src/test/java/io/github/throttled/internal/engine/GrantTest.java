package io.github.throttled.internal.engine;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.throttled.internal.config.model.OnStoreFailure;
import io.github.throttled.internal.config.model.Policy;
import io.github.throttled.internal.store.local.LocalCounterStore;

import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

import java.time.Duration;
import java.util.concurrent.atomic.AtomicLong;
import java.util.stream.Stream;

/** Permits that are given back. */
class GrantTest {

    private static final String KEY = "user:alice";

    private final AtomicLong clock = new AtomicLong(Policies.START);
    private final ProbedStore store = new ProbedStore(new LocalCounterStore(), clock);
    private final Limiter limiter = new Limiter(store, Duration.ofMinutes(1));

    @AfterEach
    void close() {
        limiter.close();
    }

    static Stream<Policy> policies() {
        return Policies.ofEveryStrategy(3);
    }

    @ParameterizedTest
    @MethodSource("policies")
    void what_is_given_back_can_be_taken_again(Policy policy) {
        Grant grant = LimiterCalls.acquire(limiter, policy, KEY, 2);

        grant.giveBack();

        assertThat(LimiterCalls.decide(limiter, policy, KEY, 3).allowed()).isTrue();
    }

    @Test
    void with_its_partition_named_it_can_still_be_given_back_once() {
        Policy policy = Policies.perMinute(3);
        LimiterCalls.decide(limiter, policy, KEY, 1);
        Grant plain = LimiterCalls.acquire(limiter, policy, KEY, 1);
        Grant grant = plain.withPartition("tag");

        grant.giveBack();
        plain.giveBack();

        assertThat(grant.decision().partition()).isEqualTo("tag");
        assertThat(grant.rejectedAsWaitingRoomFull().decision().partition()).isEqualTo("tag");
        assertThat(limiter.peek(policy, KEY).remaining()).isEqualTo(2);
    }

    @ParameterizedTest
    @MethodSource("policies")
    void it_is_given_back_once(Policy policy) {
        LimiterCalls.decide(limiter, policy, KEY, 1);
        Grant grant = LimiterCalls.acquire(limiter, policy, KEY, 1);

        grant.giveBack();
        grant.giveBack();

        assertThat(limiter.peek(policy, KEY).remaining()).isEqualTo(2);
    }

    @ParameterizedTest
    @MethodSource("policies")
    void a_rejected_call_has_nothing_to_give_back(Policy policy) {
        LimiterCalls.decide(limiter, policy, KEY, 2);
        Grant grant = LimiterCalls.acquire(limiter, policy, KEY, 2);
        store.forgetOperations();

        grant.giveBack();

        assertThat(grant.decision().allowed()).isFalse();
        assertThat(store.writes).hasValue(0);
        assertThat(limiter.peek(policy, KEY).remaining()).isEqualTo(1);
    }

    @Test
    void nothing_comes_back_into_another_window() {
        Policy policy = Policies.perMinute(3);
        Grant grant = LimiterCalls.acquire(limiter, policy, KEY, 2);
        clock.addAndGet(60_000);
        LimiterCalls.decide(limiter, policy, KEY, 2);

        grant.giveBack();

        assertThat(limiter.peek(policy, KEY).remaining()).isEqualTo(1);
    }

    @Test
    void what_the_nodes_own_share_granted_goes_back_there() {
        ManualStore hanging = new ManualStore();
        Policy policy = Policies.onFailure(OnStoreFailure.LOCAL, Policies.perMinute(3));
        try (Limiter alone = new Limiter(hanging, Duration.ofMillis(1))) {
            Grant grant = LimiterCalls.acquire(alone, policy, KEY, 3);
            assertThat(LimiterCalls.decide(alone, policy, KEY, 1).allowed()).isFalse();

            grant.giveBack();

            assertThat(LimiterCalls.decide(alone, policy, KEY, 3).allowed()).isTrue();
        }
    }
}
