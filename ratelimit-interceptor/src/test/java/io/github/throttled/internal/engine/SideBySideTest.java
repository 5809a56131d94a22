package io.github.throttled.internal.engine;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.throttled.Strategy;
import io.github.throttled.internal.config.model.Counting;
import io.github.throttled.internal.config.model.Limit;
import io.github.throttled.internal.config.model.Policy;
import io.github.throttled.internal.store.hazelcast.Grid;
import io.github.throttled.internal.store.hazelcast.HazelcastCounterStore;

import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

import java.time.Duration;
import java.util.List;
import java.util.concurrent.atomic.AtomicLong;
import java.util.stream.Collectors;

/** Two nodes of one grid enforce one policy, but not the same one, as while one is upgraded. */
class SideBySideTest {

    private static final Limit TEN = new Limit(10, Policies.WINDOW);

    private static final AtomicLong CLOCK = new AtomicLong(Policies.START);
    private static Grid grid;
    private static Limiter older;
    private static Limiter newer;

    @BeforeAll
    static void start() {
        grid = Grid.of(2);
        older = limiterOn(0);
        newer = limiterOn(1);
    }

    @AfterAll
    static void stop() {
        older.close();
        newer.close();
        grid.close();
    }

    @Test
    void nodes_with_different_quotas_share_a_counter_and_each_keeps_its_own() {
        for (Policy policy : Policies.ofEveryStrategy(10).toList()) {
            Policy larger = withQuota(policy, 15);

            // At a lower rate a burst has to be remembered for longer: that is another map.
            long most = policy.counting().burst() > 0 ? 20 : 15;

            assertThat(inTurns(policy, larger, "quota")).as(policy.name()).isEqualTo(most);
            assertThat(LimiterCalls.decide(older, policy, "quota", 1).allowed()).isFalse();
        }
    }

    @Test
    void nodes_that_count_differently_have_a_limit_each_and_no_more() {
        List<Counting> countings =
                List.of(Strategy.FIXED_WINDOW, Strategy.SLIDING_WINDOW, Strategy.SLIDING_LOG)
                        .stream()
                        .map(Counting::new)
                        .toList();
        for (Counting one : countings) {
            for (Counting other : countings) {
                long limits = one.equals(other) ? 1 : 2;
                String key = one.strategy() + " and " + other.strategy();

                assertThat(
                                inTurns(
                                        Policies.of("counting", one, TEN),
                                        Policies.of("counting", other, TEN),
                                        key))
                        .as(key)
                        .isEqualTo(limits * 10);
            }
        }
    }

    @Test
    void nodes_with_different_windows_have_a_limit_each_and_no_more() {
        Counting fixed = new Counting(Strategy.FIXED_WINDOW);
        Policy minute = Policies.of("windows", fixed, TEN);
        Policy other = Policies.of("windows", fixed, new Limit(10, Duration.ofSeconds(61)));

        assertThat(inTurns(minute, other, "windows")).isEqualTo(20);
    }

    private static long inTurns(Policy one, Policy other, String key) {
        try (Limiter first = limiterOn(0);
                Limiter second = limiterOn(1)) {
            long admitted = 0;
            for (int i = 0; i < 40; i++) {
                admitted +=
                        (i % 2 == 0
                                                ? LimiterCalls.decide(first, one, key, 1)
                                                : LimiterCalls.decide(second, other, key, 1))
                                        .allowed()
                                ? 1
                                : 0;
            }
            return admitted;
        }
    }

    private static Policy withQuota(Policy policy, long quota) {
        List<Limit> limits =
                policy.limits().stream()
                        .map(limit -> new Limit(quota * limit.quota() / 10, Policies.WINDOW))
                        .collect(Collectors.toList());
        return Policies.of(policy.name(), policy.counting(), limits.toArray(Limit[]::new));
    }

    private static Limiter limiterOn(int member) {
        return new Limiter(
                new ProbedStore(new HazelcastCounterStore(grid.member(member), "shop"), CLOCK),
                Duration.ofMinutes(1));
    }
}
