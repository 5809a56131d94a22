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
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

import java.time.Duration;
import java.time.ZoneId;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicLong;
import java.util.stream.IntStream;
import java.util.stream.LongStream;
import java.util.stream.Stream;

/**
 * How many calls of a full quota are rejected although it has permits left, because another of
 * three nodes has them on lease.
 */
class LeaseAccuracyTest {

    private static final int ROUNDS = 3;
    private static final int NODES = 3;
    private static final int STRICT = 1;
    private static final AtomicLong KEYS = new AtomicLong();

    private static Grid grid;
    private static List<Limiter> nodes;

    /** Who calls. */
    enum Callers {
        /** Clients that a load balancer spreads over all nodes. */
        SPREAD {
            @Override
            long admitted(Policy policy, String key, int calls) {
                List<CompletableFuture<Long>> all =
                        nodes.stream()
                                .flatMap(node -> Stream.of(node, node))
                                .map(node -> later(node, policy, key, calls / 2 / NODES))
                                .toList();
                return all.stream()
                        .mapToLong(one -> one.orTimeout(60, TimeUnit.SECONDS).join())
                        .sum();
            }
        },
        /** A client that stays on one node, after others have used half of the quota elsewhere. */
        ONE_AFTER_OTHERS {
            @Override
            long admitted(Policy policy, String key, int calls) {
                long quota = policy.limits().get(0).quota();
                long before =
                        nodes.subList(1, NODES).stream()
                                .mapToLong(node -> take(node, policy, key, quota / 4))
                                .sum();
                return before + take(nodes.get(0), policy, key, calls);
            }
        };

        abstract long admitted(Policy policy, String key, int calls);
    }

    @BeforeAll
    static void start() {
        grid = Grid.of(NODES);
        nodes =
                IntStream.range(0, NODES)
                        .mapToObj(grid::member)
                        .map(member -> new HazelcastCounterStore(member, "shop"))
                        .map(store -> new Limiter(store, Duration.ofMinutes(1)))
                        .toList();
    }

    @AfterAll
    static void stop() {
        nodes.forEach(Limiter::close);
        grid.close();
    }

    @ParameterizedTest
    @ValueSource(ints = {5, 50, 500})
    void without_a_lease_nobody_is_rejected_too_early(int quota) {
        for (Callers callers : Callers.values()) {
            assertThat(early(quota, STRICT, callers)).containsOnly(0L);
        }
    }

    @ParameterizedTest
    @ValueSource(ints = {5, 50, 500})
    void two_nodes_withhold_no_more_than_a_third(int quota) {
        for (Callers callers : Callers.values()) {
            assertThat(early(quota, Counting.AUTO, callers))
                    .allSatisfy(early -> assertThat(early).isBetween(0L, quota / 3L));
        }
    }

    /** Half of an equal part of what is left is less than one permit. */
    @Test
    void a_small_quota_is_exact_also_with_a_lease() {
        for (Callers callers : Callers.values()) {
            assertThat(early(5, Counting.AUTO, callers)).containsOnly(0L);
        }
    }

    /** How many permits of a quota were left when calls were rejected, in several rounds. */
    private static List<Long> early(long quota, long lease, Callers callers) {
        Policy policy = policy(quota, lease, callers);
        int calls = (int) (4 * quota);
        return LongStream.range(0, ROUNDS)
                .map(
                        round ->
                                quota
                                        - callers.admitted(
                                                policy, "user:" + KEYS.incrementAndGet(), calls))
                .boxed()
                .toList();
    }

    private static Policy policy(long quota, long lease, Callers callers) {
        return Policies.of(
                callers + "-" + quota + "-" + lease,
                new Counting(Strategy.FIXED_WINDOW, 0, 0, Duration.ZERO, lease, ZoneId.of("UTC")),
                new Limit(quota, Duration.ofDays(365)));
    }

    private static CompletableFuture<Long> later(
            Limiter node, Policy policy, String key, long calls) {
        return CompletableFuture.supplyAsync(
                () -> take(node, policy, key, calls), task -> new Thread(task).start());
    }

    private static long take(Limiter node, Policy policy, String key, long calls) {
        long admitted = 0;
        for (long i = 0; i < calls; i++) {
            admitted += LimiterCalls.decide(node, policy, key, 1).allowed() ? 1 : 0;
        }
        return admitted;
    }
}
