package io.github.throttled.internal.engine;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.throttled.Decision;
import io.github.throttled.LogCapture;
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
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;

/** What a node admits on its own while the store does not answer. */
class LocalShareTest {

    private static final String KEY = "user:alice";
    private static final RuntimeException DOWN = new IllegalStateException("not active");

    private final LogCapture log = LogCapture.of(StoreHealth.class);
    private final ManualStore store = new ManualStore();
    private final Limiter limiter = new Limiter(store, Duration.ofMinutes(1));

    @BeforeEach
    void answer() {
        store.answerEverything();
        store.members(3);
    }

    @AfterEach
    void close() {
        limiter.close();
        log.close();
    }

    static Stream<Policy> policies() {
        return Policies.ofEveryStrategy(10)
                .map(policy -> Policies.onFailure(OnStoreFailure.LOCAL, policy));
    }

    @ParameterizedTest
    @CsvSource({"1, 10", "2, 5", "3, 4", "4, 3", "5, 2", "9, 2", "10, 1", "11, 1", "1000, 1"})
    void it_is_the_quota_divided_by_the_members_and_rounded_up(int members, int share) {
        store.members(members);
        store.refuse(DOWN);

        assertThat(policies()).allSatisfy(p -> assertThat(admitted(p, 12)).isEqualTo(share));
    }

    @ParameterizedTest
    @MethodSource("policies")
    void an_exhausted_key_stays_exhausted(Policy policy) {
        assertThat(admitted(policy, 12)).isEqualTo(10);
        store.refuse(DOWN);

        assertThat(admitted(policy, 12)).isZero();
    }

    @ParameterizedTest
    @MethodSource("policies")
    void an_exhausted_key_has_its_share_later(Policy policy) {
        admitted(policy, 10);
        store.refuse(DOWN);
        admitted(policy, 10);

        store.clock.addAndGet(2 * Policies.WINDOW.toMillis());

        assertThat(admitted(policy, 12)).isEqualTo(4);
        assertThat(admitted(policy, 12)).isZero();
    }

    @ParameterizedTest
    @MethodSource("policies")
    void what_was_consumed_is_divided_too(Policy policy) {
        admitted(policy, 6);
        store.refuse(DOWN);

        // 4 for this node, of which 2 are consumed.
        assertThat(admitted(policy, 12)).isEqualTo(2);
    }

    @Test
    void a_member_that_leaves_leaves_its_share_to_the_others() {
        Policy policy = perMinute();
        store.refuse(DOWN);
        assertThat(admitted(policy, 12)).isEqualTo(4);

        store.members(2);

        assertThat(admitted(policy, 12)).isEqualTo(1);
    }

    @Test
    void the_share_is_what_a_decision_tells_of() {
        store.refuse(DOWN);

        Decision decision = LimiterCalls.decide(limiter, perMinute(), KEY, 1);

        assertThat(decision.limit()).isEqualTo(4);
        assertThat(decision.remaining()).isEqualTo(3);
    }

    @Test
    void what_the_store_says_later_is_believed() {
        Policy policy = perMinute();
        store.refuse(DOWN);
        assertThat(admitted(policy, 12)).isEqualTo(4);
        store.refuse(null);
        Grid.await(() -> limiter.storeState().status() == StoreState.Status.CLOSED);
        store.clock.addAndGet(1);
        assertThat(LimiterCalls.decide(limiter, policy, KEY, 1).remaining()).isEqualTo(5);
        store.refuse(DOWN);

        // 4 for this node, of which a third of 5, and so 2, are consumed.
        assertThat(admitted(policy, 12)).isEqualTo(2);
    }

    @Test
    void peeking_takes_nothing() {
        Policy policy = perMinute();
        store.refuse(DOWN);

        for (int i = 0; i < 5; i++) {
            assertThat(limiter.peek(policy, KEY).remaining()).isEqualTo(4);
        }
        assertThat(admitted(policy, 12)).isEqualTo(4);
        assertThat(limiter.peek(policy, KEY).allowed()).isFalse();
    }

    @Test
    void a_reset_forgets_the_share_as_well() {
        Policy policy = perMinute();
        store.refuse(DOWN);
        admitted(policy, 12);
        store.refuse(null);
        limiter.reset(policy, KEY);
        store.refuse(DOWN);

        assertThat(admitted(policy, 12)).isEqualTo(4);
    }

    @Test
    void a_reset_forgets_what_was_seen_last() {
        Policy policy = perMinute();
        admitted(policy, 12);
        limiter.reset(policy, KEY);
        store.refuse(DOWN);

        assertThat(admitted(policy, 12)).isEqualTo(4);
    }

    @Test
    void keys_do_not_mix() {
        Policy policy = perMinute();
        store.refuse(DOWN);
        admitted(policy, 12);

        assertThat(LimiterCalls.decide(limiter, policy, "user:bob", 1).allowed()).isTrue();
    }

    @ParameterizedTest
    @MethodSource("policies")
    void threads_share_it_exactly(Policy policy) {
        LimiterCalls.decide(limiter, policy, KEY, 1);
        store.members(1);
        store.refuse(DOWN);
        List<CompletableFuture<Integer>> workers = new ArrayList<>();
        for (int i = 0; i < 8; i++) {
            workers.add(
                    CompletableFuture.supplyAsync(
                            () -> admitted(policy, 50), task -> new Thread(task).start()));
        }

        int admitted =
                workers.stream().mapToInt(w -> w.orTimeout(60, TimeUnit.SECONDS).join()).sum();

        assertThat(admitted).isEqualTo(9);
    }

    private int admitted(Policy policy, int calls) {
        int admitted = 0;
        for (int i = 0; i < calls; i++) {
            admitted += LimiterCalls.decide(limiter, policy, KEY, 1).allowed() ? 1 : 0;
        }
        return admitted;
    }

    private static Policy perMinute() {
        return Policies.onFailure(OnStoreFailure.LOCAL, Policies.perMinute(10));
    }
}
