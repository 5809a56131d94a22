package io.github.throttled.internal.engine;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.throttled.Decision;
import io.github.throttled.Strategy;
import io.github.throttled.internal.config.model.Counting;
import io.github.throttled.internal.config.model.Limit;
import io.github.throttled.internal.config.model.OnStoreFailure;
import io.github.throttled.internal.config.model.Policy;
import io.github.throttled.internal.store.hazelcast.Grid;

import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

import java.time.Duration;
import java.time.ZoneId;
import java.util.List;
import java.util.concurrent.atomic.AtomicLong;
import java.util.stream.IntStream;

/** A real grid falls into two parts, of two members and one, and grows together again. */
class SplitBrainTest {

    private static final long QUOTA = 20;
    private static final int MEMBERS = 3;

    private static final AtomicLong CLOCK = new AtomicLong(Policies.START);
    private static Grid grid;
    private static List<Limiter> nodes;

    @BeforeAll
    static void start() {
        grid = Grid.of(MEMBERS);
        nodes = IntStream.range(0, MEMBERS).mapToObj(i -> limiterOn(i, 1)).toList();
    }

    @AfterAll
    static void stop() {
        nodes.forEach(Limiter::close);
        grid.close();
    }

    /** All strategies at once, because a split is what takes time. */
    @Test
    void each_part_has_the_limit_and_together_they_have_the_stricter_counter() {
        List<Policy> policies = Policies.ofEveryStrategy(QUOTA).toList();
        for (Policy policy : policies) {
            for (String key : List.of("small", "large", "both")) {
                assertThat(take(0, policy, key, 6)).as(policy.name()).isEqualTo(6);
                assertThat(take(2, policy, key, 4)).as(policy.name()).isEqualTo(4);
            }
        }
        grid.awaitBackups();
        grid.split();

        for (Policy policy : policies) {
            // What is left, or all of it where a part has lost both copies of the counter.
            assertThat(take(0, policy, "both", 100)).as(policy.name()).isIn(10L, QUOTA);
            assertThat(take(2, policy, "both", 100)).as(policy.name()).isIn(10L, QUOTA);
            assertThat(take(0, policy, "large", 8)).as(policy.name()).isEqualTo(8);
            assertThat(take(2, policy, "large", 1)).as(policy.name()).isEqualTo(1);
            assertThat(take(0, policy, "small", 1)).as(policy.name()).isEqualTo(1);
            assertThat(take(2, policy, "small", 100)).as(policy.name()).isIn(10L, QUOTA);
            assertThat(take(2, policy, "only-small", 100)).as(policy.name()).isEqualTo(QUOTA);
        }
        grid.heal();

        for (Policy policy : policies) {
            for (String key : List.of("both", "small", "only-small")) {
                awaitRemaining(policy, key, 0);
                assertThat(take(1, policy, key, 5)).as("%s, %s", policy.name(), key).isZero();
            }
            // 10 and 8 on one side, 11 on the other.
            assertThat(take(2, policy, "large", 5)).as(policy.name()).isEqualTo(2);
        }
    }

    @Test
    void what_was_taken_in_one_part_is_not_given_back_to_the_other() {
        Counting fives =
                new Counting(Strategy.FIXED_WINDOW, 0, 0, Duration.ZERO, 5, ZoneId.of("UTC"));
        Policy leased = Policies.of("leased", fives, new Limit(QUOTA, Policies.WINDOW));
        Policy strict = Policies.perMinute(QUOTA);
        grid.split();
        assertThat(take(2, leased, "lent", 1)).isEqualTo(1);
        Grant before = LimiterCalls.acquire(nodes.get(2), strict, "taken", 5);
        assertThat(take(0, leased, "lent", 8)).isEqualTo(8);
        assertThat(take(0, strict, "taken", 7)).isEqualTo(7);
        grid.heal();
        before.giveBack();

        assertThat(take(2, leased, "lent", 100) + take(0, leased, "lent", 100))
                .isLessThanOrEqualTo(QUOTA - 8);
        assertThat(take(2, strict, "taken", 100) + take(0, strict, "taken", 100))
                .isEqualTo(QUOTA - 7);
    }

    @Test
    void a_part_that_is_too_small_is_answered_for() {
        Policy deny = Policies.perMinute(QUOTA);
        Policy local =
                Policies.onFailure(
                        OnStoreFailure.LOCAL,
                        Policies.of(
                                "local",
                                new Counting(Strategy.FIXED_WINDOW),
                                new Limit(QUOTA, Policies.WINDOW)));
        try (Limiter large = limiterOn(0, 2);
                Limiter small = limiterOn(2, 2)) {
            assertThat(LimiterCalls.decide(small, deny, "before", 1).allowed()).isTrue();
            grid.split();

            Decision refused = LimiterCalls.decide(small, deny, "after", 1);
            assertThat(refused.allowed()).isFalse();
            assertThat(refused.reason()).isEqualTo(Decision.Reason.STORE_FAILURE);
            assertThat(LimiterCalls.decide(large, deny, "after", 1).allowed()).isTrue();
            assertThat(take(small, local, "shared", 100)).isEqualTo(QUOTA / 2);

            grid.heal();
            Grid.await(() -> small.peek(deny, "after").allowed());
            assertThat(LimiterCalls.decide(small, deny, "after", 1).remaining())
                    .isEqualTo(QUOTA - 2);
        }
    }

    private static void awaitRemaining(Policy policy, String key, long most) {
        Grid.await(() -> nodes.get(0).peek(policy, key).remaining() <= most);
    }

    private static long take(int node, Policy policy, String key, int calls) {
        return take(nodes.get(node), policy, key, calls);
    }

    private static long take(Limiter limiter, Policy policy, String key, int calls) {
        long admitted = 0;
        for (int i = 0; i < calls; i++) {
            admitted += LimiterCalls.decide(limiter, policy, key, 1).allowed() ? 1 : 0;
        }
        return admitted;
    }

    private static Limiter limiterOn(int member, int leastMembers) {
        return new Limiter(
                new ProbedStore(Grid.storeOn(grid.member(member), leastMembers), CLOCK),
                Duration.ofMinutes(1));
    }
}
