package io.github.throttled.internal.engine;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.throttled.Strategy;
import io.github.throttled.internal.concurrent.DaemonScheduler;
import io.github.throttled.internal.config.model.Counting;
import io.github.throttled.internal.config.model.Limit;
import io.github.throttled.internal.config.model.Policy;
import io.github.throttled.internal.store.Counters;
import io.github.throttled.internal.store.EvictionRank;
import io.github.throttled.internal.store.ForwardingCounterStore;
import io.github.throttled.internal.store.ForwardingCounters;
import io.github.throttled.internal.store.hazelcast.Grid;
import io.github.throttled.internal.store.local.LocalCounterStore;

import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

import java.time.Duration;
import java.time.ZoneId;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicLong;

/** Other nodes change a key again and again, for longer than anybody waits for an answer. */
class ContendedGiveBackTest {

    private static final String KEY = "user:alice";
    private static final Duration TIMEOUT = Duration.ofMillis(500);

    private final AtomicLong clock = new AtomicLong(Policies.START);
    private final LocalCounterStore shared = new LocalCounterStore(clock::get);
    private final Contended store = new Contended();
    private final Limiter limiter = new Limiter(store, TIMEOUT);
    private final Limiter other = new Limiter(new Unclosed(shared), Duration.ofMinutes(1));
    private final DaemonScheduler timer = new DaemonScheduler();

    /** While it is contended, every compare-and-set is defeated. */
    private final class Contended extends ForwardingCounterStore {

        private final AtomicInteger failures = new AtomicInteger();
        private volatile boolean isContended;

        Contended() {
            super(new Unclosed(shared));
        }

        @Override
        public Counters counters(String policy, long memoryMillis, int maxKeys, EvictionRank rank) {
            return new ForwardingCounters(super.counters(policy, memoryMillis, maxKeys, rank)) {
                @Override
                public CompletionStage<Stored> store(String key, long[] expected, long[] update) {
                    if (isContended) {
                        failures.incrementAndGet();
                        return CompletableFuture.completedFuture(Stored.NOT);
                    }
                    return super.store(key, expected, update);
                }
            };
        }

        void contend() {
            isContended = true;
            timer.after(TIMEOUT.multipliedBy(3), () -> isContended = false);
        }
    }

    @AfterEach
    void close() {
        limiter.close();
        other.close();
        timer.close();
    }

    @Test
    void the_end_of_a_call_is_told_when_it_can_be() {
        Policy policy =
                Policies.of(
                        "at-a-time",
                        new Counting(Strategy.CONCURRENT),
                        new Limit(1, Duration.ZERO));
        Grant held = LimiterCalls.acquire(limiter, policy, KEY, 1);
        assertThat(held.allowed()).isTrue();
        store.contend();

        held.giveBack();

        Grid.await(() -> !store.isContended);
        assertThat(store.failures.get()).isPositive();
        Grid.await(() -> other.peek(policy, KEY).remaining() == 1);
    }

    @Test
    void what_was_taken_ahead_comes_back_when_it_can() {
        Policy policy =
                Policies.of(
                        "leased",
                        new Counting(
                                Strategy.FIXED_WINDOW, 0, 0, Duration.ZERO, 10, ZoneId.of("UTC")),
                        new Limit(100, Policies.WINDOW));
        assertThat(LimiterCalls.acquire(limiter, policy, KEY, 1).allowed()).isTrue();
        store.contend();

        Grid.await(() -> !store.isContended);
        assertThat(store.failures.get()).isPositive();
        Grid.await(() -> other.peek(policy, KEY).remaining() == 99);
    }

    @Test
    void what_a_call_gives_back_comes_back_when_it_can() {
        Policy policy = Policies.perMinute(10);
        Grant grant = LimiterCalls.acquire(limiter, policy, KEY, 4);
        store.contend();

        grant.giveBack();

        Grid.await(() -> !store.isContended);
        assertThat(store.failures.get()).isPositive();
        Grid.await(() -> other.peek(policy, KEY).remaining() == 10);
    }
}
