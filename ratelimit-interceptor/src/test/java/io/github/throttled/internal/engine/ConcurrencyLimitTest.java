package io.github.throttled.internal.engine;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.throttled.Decision;
import io.github.throttled.LogCapture;
import io.github.throttled.Strategy;
import io.github.throttled.internal.algorithm.Algorithm;
import io.github.throttled.internal.algorithm.Counter;
import io.github.throttled.internal.concurrent.DaemonScheduler;
import io.github.throttled.internal.config.model.Counting;
import io.github.throttled.internal.config.model.Limit;
import io.github.throttled.internal.config.model.OnStoreFailure;
import io.github.throttled.internal.config.model.Policy;
import io.github.throttled.internal.engine.combining.CachedRejection;
import io.github.throttled.internal.engine.combining.Holdings;
import io.github.throttled.internal.engine.failover.StoreHealth;
import io.github.throttled.internal.engine.failover.StoreTimeout;
import io.github.throttled.internal.store.CounterStore;
import io.github.throttled.internal.store.local.LocalCounterStore;

import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicLong;
import java.util.logging.Level;

/** Permits that calls hold until they end, on two nodes with one store. */
class ConcurrencyLimitTest {

    private static final String KEY = "user:alice";
    private static final Duration LONG = Duration.ofMinutes(1);

    private final AtomicLong clock = new AtomicLong(Policies.START);
    private final LocalCounterStore shared = new LocalCounterStore(clock::get);
    private final ProbedStore store = new ProbedStore(shared, clock);
    private final Limiter here = new Limiter(store, LONG);
    private final Limiter there = new Limiter(new ProbedStore(shared, clock), LONG);

    @AfterEach
    void close() {
        here.close();
        there.close();
    }

    @Test
    void a_permit_is_free_again_when_its_call_ends_and_not_before() {
        Policy policy = atATime(2);
        Grant one = LimiterCalls.acquire(here, policy, KEY, 1);
        LimiterCalls.acquire(there, policy, KEY, 1);
        clock.addAndGet(Algorithm.LEASE_MILLIS / 2);
        assertThat(LimiterCalls.acquire(there, policy, KEY, 1).decision().allowed()).isFalse();

        one.giveBack();
        one.giveBack();
        clock.addAndGet(CachedRejection.TRUST_MILLIS);

        assertThat(LimiterCalls.acquire(there, policy, KEY, 1).decision().allowed()).isTrue();
        assertThat(LimiterCalls.acquire(here, policy, KEY, 1).decision().allowed()).isFalse();
    }

    @Test
    void a_rejected_call_has_nothing_to_give_back() {
        Policy policy = atATime(1);
        LimiterCalls.acquire(here, policy, KEY, 1);

        LimiterCalls.acquire(here, policy, KEY, 1).giveBack();

        assertThat(LimiterCalls.acquire(there, policy, KEY, 1).decision().allowed()).isFalse();
    }

    @Test
    void what_a_node_holds_that_is_no_more_is_free_after_the_lease() {
        Policy policy = atATime(1);
        LimiterCalls.acquire(here, policy, KEY, 1);

        clock.addAndGet(Algorithm.LEASE_MILLIS - 1);
        assertThat(LimiterCalls.acquire(there, policy, KEY, 1).decision().allowed()).isFalse();
        clock.addAndGet(1);
        assertThat(LimiterCalls.acquire(there, policy, KEY, 1).decision().allowed()).isTrue();
    }

    @Test
    void what_a_living_node_holds_is_renewed() {
        Policy policy = atATime(1);
        ConcurrencyLimiter node = limiter(policy, new Holdings());
        node.acquire(KEY, 1);

        for (int i = 0; i < 5; i++) {
            clock.addAndGet(Algorithm.LEASE_MILLIS / 2);
            node.renew();
        }

        assertThat(LimiterCalls.acquire(there, policy, KEY, 1).decision().allowed()).isFalse();
    }

    @Test
    void calls_go_on_holding_when_the_limit_changes() {
        Grant held = LimiterCalls.acquire(here, atATime(2), KEY, 1);
        LimiterCalls.acquire(here, atATime(2), KEY, 1);
        here.replace(atATime(3));
        assertThat(LimiterCalls.acquire(here, atATime(3), KEY, 1).decision().allowed()).isTrue();
        assertThat(LimiterCalls.acquire(here, atATime(3), KEY, 1).decision().allowed()).isFalse();

        held.giveBack();
        clock.addAndGet(CachedRejection.TRUST_MILLIS);

        assertThat(LimiterCalls.acquire(here, atATime(3), KEY, 1).decision().allowed()).isTrue();
    }

    @Test
    void an_answer_that_was_lost_is_put_right() {
        ManualStore hanging = new ManualStore();
        Policy policy = Policies.onFailure(OnStoreFailure.DENY, atATime(1));
        StoreTimeout impatient = new StoreTimeout(Duration.ofMillis(1), new DaemonScheduler());
        ConcurrencyLimiter node = limiterOn(hanging, impatient, policy);
        hanging.answerEverything();
        node.acquire(KEY, 1).giveBack();
        hanging.hang();
        assertThat(node.acquire(KEY, 1).decision().allowed()).isFalse();
        hanging.answerEverything();
        assertThat(node.peek(KEY, 1).allowed()).isFalse();

        node.renew();

        assertThat(node.peek(KEY, 1).allowed()).isTrue();
        node.stop();
    }

    @Test
    void an_answer_that_was_lost_is_put_right_by_the_next_call() {
        ManualStore hanging = new ManualStore();
        Policy policy = Policies.onFailure(OnStoreFailure.DENY, atATime(1));
        StoreTimeout impatient = new StoreTimeout(Duration.ofMillis(1), new DaemonScheduler());
        ConcurrencyLimiter node = limiterOn(hanging, impatient, policy);
        hanging.answerEverything();
        node.acquire(KEY, 1).giveBack();
        hanging.hang();
        assertThat(node.acquire(KEY, 1).decision().allowed()).isFalse();
        hanging.answerEverything();
        assertThat(node.peek(KEY, 1).allowed()).isFalse();

        assertThat(node.acquire(KEY, 1).allowed()).isTrue();
        assertThat(node.acquire(KEY, 1).allowed()).isFalse();
        node.stop();
    }

    @Test
    void an_end_that_the_store_may_have_had_already_frees_the_permits_of_its_call_alone() {
        Policy policy = atATime(4);
        ManualStore hanging = new ManualStore();
        StoreTimeout timeout = storeTimeout();
        ConcurrencyLimiter node = limiterOn(hanging, timeout, policy);
        hanging.answerEverything();
        node.acquire(KEY, 1);
        Grant stored = node.acquire(KEY, 1);
        Grant defeated = node.acquire(KEY, 1);

        hanging.hang();
        stored.giveBack();
        hanging.next().answerAsIfDefeated();
        hanging.answerEverything();
        assertThat(node.peek(KEY, 2).allowed()).isTrue();
        assertThat(node.peek(KEY, 3).allowed()).isFalse();
        hanging.hang();
        defeated.giveBack();
        Counter ofOther = policy.toLimits(2).open(hanging.stored(KEY), hanging.nowMillis());
        ofOther.take(1);
        hanging.set(KEY, ofOther.toStored());
        hanging.memberLeaves();
        hanging.answerEverything();

        // One call of each node runs.
        assertThat(node.peek(KEY, 2).allowed()).isTrue();
        assertThat(node.peek(KEY, 3).allowed()).isFalse();
        node.stop();
    }

    @Test
    void what_the_nodes_own_share_admits_counts_when_the_store_is_back() {
        ManualStore hanging = new ManualStore();
        Policy policy = Policies.onFailure(OnStoreFailure.LOCAL, atATime(1));
        StoreTimeout impatient = new StoreTimeout(Duration.ofMillis(1), new DaemonScheduler());
        ConcurrencyLimiter node = limiterOn(hanging, impatient, policy);
        Grant held = node.acquire(KEY, 1);
        assertThat(held.decision().allowed()).isTrue();
        assertThat(node.acquire(KEY, 1).decision().allowed()).isFalse();
        hanging.answerEverything();

        node.renew();

        assertThat(node.acquire(KEY, 1).decision().allowed()).isFalse();
        held.giveBack();
        assertThat(node.acquire(KEY, 1).decision().allowed()).isTrue();
        node.stop();
    }

    @Test
    void the_end_of_a_call_that_the_share_admitted_takes_no_other_call_s_permit() {
        ManualStore failing = new ManualStore();
        failing.answerEverything();
        Policy policy = Policies.onFailure(OnStoreFailure.LOCAL, atATime(4));
        StoreTimeout timeout = storeTimeout();
        ConcurrencyLimiter node = limiterOn(failing, timeout, policy);
        int running = 0;
        for (int i = 0; i < 3; i++) {
            running += node.acquire(KEY, 1).allowed() ? 1 : 0;
        }
        failing.refuse(new IllegalStateException("not active"));
        Grant ofShare = node.acquire(KEY, 1);
        assertThat(ofShare.allowed()).isTrue();
        assertThat(ofShare.isOfStore()).isFalse();
        failing.refuse(null);

        ofShare.giveBack();

        for (int i = 0; i < 3; i++) {
            running += node.acquire(KEY, 1).allowed() ? 1 : 0;
        }
        assertThat(running).isEqualTo(4);
        node.stop();
    }

    @Test
    void what_the_share_has_admitted_counts_with_the_next_call() {
        ManualStore failing = new ManualStore();
        failing.answerEverything();
        Policy policy = Policies.onFailure(OnStoreFailure.LOCAL, atATime(4));
        StoreTimeout timeout = storeTimeout();
        ConcurrencyLimiter node = limiterOn(failing, timeout, policy);
        failing.refuse(new IllegalStateException("not active"));
        assertThat(node.acquire(KEY, 2).allowed()).isTrue();
        failing.refuse(null);

        assertThat(node.acquire(KEY, 1).decision().remaining()).isEqualTo(1);
        node.stop();
    }

    @Test
    void more_nodes_than_a_key_has_places_for_are_told_so() {
        Policy policy = atATime(1_000);
        StoreTimeout storeTimeout = storeTimeout();
        StoreHealth health = new StoreHealth(store, storeTimeout.timeout(), storeTimeout);
        List<ConcurrencyLimiter> nodes = new ArrayList<>();
        for (int i = 1; i <= Algorithm.MAX_HOLDERS + 1; i++) {
            nodes.add(
                    new PolicyLimiterFactory(store, health, i, storeTimeout)
                            .concurrency(policy, new Holdings()));
        }
        List<Grant> held = new ArrayList<>();
        ConcurrencyLimiter last = nodes.remove(Algorithm.MAX_HOLDERS);
        nodes.forEach(node -> held.add(node.acquire(KEY, 1)));
        assertThat(held).allMatch(Grant::allowed);
        try (LogCapture log = LogCapture.of(ConcurrencyLimiter.class)) {
            for (int i = 0; i < 3; i++) {
                Decision rejected = last.acquire(KEY, 1).decision();
                assertThat(rejected.allowed()).isFalse();
                assertThat(rejected.remaining()).isZero();
                assertThat(rejected.retryAfter()).isEqualTo(Duration.ofSeconds(1));
                clock.addAndGet(CachedRejection.TRUST_MILLIS);
            }
            assertThat(last.peek(KEY, 1).remaining()).isZero();

            assertThat(log.lines(Level.WARNING))
                    .singleElement()
                    .asString()
                    .contains("at-a-time")
                    .contains("64 nodes")
                    .doesNotContain("alice");
        }
        assertThat(nodes.get(0).acquire(KEY, 1).decision().remaining()).isEqualTo(1_000 - 65);
        held.get(1).giveBack();
        clock.addAndGet(CachedRejection.TRUST_MILLIS);
        assertThat(last.acquire(KEY, 1).allowed()).isTrue();
        nodes.forEach(ConcurrencyLimiter::stop);
        last.stop();
    }

    @Test
    void never_more_at_a_time_than_the_limit_whatever_the_threads() throws Exception {
        Policy policy = atATime(3);
        AtomicInteger running = new AtomicInteger();
        AtomicInteger most = new AtomicInteger();
        AtomicInteger admitted = new AtomicInteger();
        List<Thread> threads = new ArrayList<>();
        for (int i = 0; i < 8; i++) {
            Limiter node = i % 2 == 0 ? here : there;
            threads.add(
                    new Thread(
                            () -> {
                                for (int call = 0; call < 300; call++) {
                                    Grant grant = LimiterCalls.acquire(node, policy, KEY, 1);
                                    if (grant.decision().allowed()) {
                                        most.accumulateAndGet(running.incrementAndGet(), Math::max);
                                        admitted.incrementAndGet();
                                        Thread.yield();
                                        running.decrementAndGet();
                                        grant.giveBack();
                                    }
                                }
                            }));
        }
        threads.forEach(Thread::start);
        for (Thread thread : threads) {
            thread.join();
        }

        assertThat(most.get()).isBetween(1, 3);
        assertThat(admitted.get()).isPositive();
        clock.addAndGet(CachedRejection.TRUST_MILLIS);
        assertThat(LimiterCalls.acquire(here, policy, KEY, 3).decision().allowed()).isTrue();
    }

    @Test
    void an_undisturbed_call_costs_two_writes_and_one_reading_at_first() {
        Policy policy = atATime(3);
        LimiterCalls.acquire(here, policy, KEY, 1).giveBack();
        store.forgetOperations();

        LimiterCalls.acquire(here, policy, KEY, 1).giveBack();

        assertThat(store.writes).hasValue(2);
        assertThat(store.reads).hasValue(0);
    }

    private static ConcurrencyLimiter limiterOn(
            CounterStore store, StoreTimeout timeout, Policy policy) {
        return factory(store, timeout, 1).concurrency(policy, new Holdings());
    }

    private ConcurrencyLimiter limiter(Policy policy, Holdings holdings) {
        return factory(store, storeTimeout(), 7).concurrency(policy, holdings);
    }

    private static PolicyLimiterFactory factory(
            CounterStore store, StoreTimeout timeout, int node) {
        return new PolicyLimiterFactory(
                store, new StoreHealth(store, timeout.timeout(), timeout), node, timeout);
    }

    private static StoreTimeout storeTimeout() {
        return new StoreTimeout(LONG, new DaemonScheduler());
    }

    private static Policy atATime(long quota) {
        return Policies.of(
                "at-a-time", new Counting(Strategy.CONCURRENT), new Limit(quota, Duration.ZERO));
    }
}
