package io.github.throttled.internal.engine;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.throttled.Strategy;
import io.github.throttled.internal.config.model.Cost;
import io.github.throttled.internal.config.model.Counting;
import io.github.throttled.internal.config.model.KeyExpression;
import io.github.throttled.internal.config.model.Limit;
import io.github.throttled.internal.config.model.OnStoreFailure;
import io.github.throttled.internal.config.model.Policy;
import io.github.throttled.internal.config.model.Scope;
import io.github.throttled.internal.store.local.LocalCounterStore;

import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

import java.time.Duration;
import java.time.ZoneId;
import java.util.List;
import java.util.concurrent.atomic.AtomicLong;

/** A store that nodes share and whose map is full, so that new keys share one counter. */
class SharedCounterTest {

    private static final String KEY = "user:alice";

    private final AtomicLong clock = new AtomicLong(Policies.START);
    private final Limiter limiter =
            new Limiter(
                    new ProbedStore(new LocalCounterStore(clock::get), clock),
                    Duration.ofMinutes(1));

    @AfterEach
    void close() {
        limiter.close();
    }

    @Test
    void permits_of_the_shared_counter_are_not_given_back_to_the_key() {
        Policy policy = policy(Counting.STRICT);
        take(policy, "exhausted", 10);
        Grant ofShared = take(policy, KEY, 5);
        leaveRoom();
        take(policy, KEY, 10);

        ofShared.giveBack();

        assertThat(LimiterCalls.decide(limiter, policy, KEY, 1).allowed()).isFalse();
    }

    @Test
    void permits_of_a_keys_own_counter_are_given_back() {
        Policy policy = policy(Counting.STRICT);
        Grant own = take(policy, KEY, 10);
        assertThat(LimiterCalls.decide(limiter, policy, KEY, 1).allowed()).isFalse();

        own.giveBack();

        take(policy, KEY, 10);
    }

    @Test
    void no_permits_of_the_shared_counter_are_on_lease() {
        Policy policy = policy(5);
        take(policy, "exhausted", 10);

        take(policy, KEY, 1);

        assertThat(limiter.leased(policy.counters())).isZero();
        leaveRoom();
        take(policy, KEY, 1);
        assertThat(limiter.leased(policy.counters())).isEqualTo(4);
    }

    /** The key that was exhausted has a permit again, so its counter may leave. */
    private void leaveRoom() {
        clock.addAndGet(1_001);
    }

    private Grant take(Policy policy, String key, long permits) {
        Grant grant = LimiterCalls.acquire(limiter, policy, key, permits);
        assertThat(grant.allowed()).isTrue();
        return grant;
    }

    /** Ten permits at once, one more each second, and one counter. */
    private static Policy policy(long lease) {
        return new Policy(
                "one-counter",
                List.of(new Limit(10, Duration.ofSeconds(10))),
                new Counting(Strategy.TOKEN_BUCKET, 0, 10, Duration.ZERO, lease, ZoneId.of("UTC")),
                KeyExpression.parse("global"),
                new Cost(1),
                Scope.EVERY_CALL,
                OnStoreFailure.DENY,
                1);
    }
}
