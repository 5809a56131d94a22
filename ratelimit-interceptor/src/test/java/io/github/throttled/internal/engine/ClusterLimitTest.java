package io.github.throttled.internal.engine;

import static org.assertj.core.api.Assertions.assertThat;

import com.hazelcast.core.DistributedObject;
import com.hazelcast.core.HazelcastInstance;
import com.hazelcast.map.IMap;

import io.github.throttled.Strategy;
import io.github.throttled.internal.algorithm.BanRule;
import io.github.throttled.internal.application.ServerDirectory;
import io.github.throttled.internal.config.model.Counting;
import io.github.throttled.internal.config.model.Limit;
import io.github.throttled.internal.config.model.Policy;
import io.github.throttled.internal.config.settings.Durability;
import io.github.throttled.internal.store.CounterStore;
import io.github.throttled.internal.store.hazelcast.Grid;
import io.github.throttled.internal.store.hazelcast.HazelcastCounterStore;
import io.github.throttled.internal.store.jdbc.DurableCounterStore;

import org.h2.jdbcx.JdbcDataSource;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

import java.time.Duration;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicLong;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** Threads of two nodes compete for one quota. */
class ClusterLimitTest {

    private static final long QUOTA = 150;
    private static final int THREADS_PER_NODE = 4;
    private static final int[] ONE = {1};
    private static final int[] MIXED = {3, 1, 7, 2, 1};

    private static final Policy AT_A_TIME =
            Policies.of(
                    "at-a-time",
                    new Counting(Strategy.CONCURRENT),
                    new Limit(QUOTA, Duration.ZERO));
    private static final Policy LEASED =
            Policies.of(
                    "leased",
                    new Counting(Strategy.FIXED_WINDOW, 0, 0, Duration.ZERO, 10, ZoneId.of("UTC")),
                    new Limit(QUOTA, Policies.WINDOW));

    private static final AtomicLong CLOCK = new AtomicLong(Policies.START);
    private static Grid grid;
    private static Limiter here;
    private static Limiter there;

    @BeforeAll
    static void start() {
        grid = Grid.of(2);
        here = limiterOn(grid.member(0));
        there = limiterOn(grid.member(1));
    }

    @AfterAll
    static void stop() {
        here.close();
        there.close();
        grid.close();
    }

    static Stream<Policy> policies() {
        return Policies.ofEveryStrategy(QUOTA);
    }

    @ParameterizedTest
    @MethodSource("policies")
    void the_quota_is_admitted_exactly(Policy policy) {
        assertThat(exhaust(policy, "one", ONE)).isEqualTo(QUOTA);
        assertThat(exhaust(policy, "one", ONE)).isZero();
    }

    @ParameterizedTest
    @MethodSource("policies")
    void the_quota_is_admitted_exactly_whatever_calls_cost(Policy policy) {
        assertThat(exhaust(policy, "mixed", MIXED)).isEqualTo(QUOTA);
        assertThat(exhaust(policy, "mixed", MIXED)).isZero();
    }

    @ParameterizedTest
    @MethodSource("policies")
    void later_it_is_admitted_again(Policy policy) {
        assertThat(exhaust(policy, "later", MIXED)).isEqualTo(QUOTA);

        CLOCK.addAndGet(2 * Policies.WINDOW.toMillis());

        assertThat(exhaust(policy, "later", MIXED)).isEqualTo(QUOTA);
    }

    @Test
    void only_strings_and_longs_enter_the_grid() {
        ServerDirectory.start("jdbc/quotas", database());
        try (Limiter writing = durableOn(grid.member(0), "per-year")) {
            policies().forEach(policy -> LimiterCalls.decide(here, policy, "some", 1));
            take(here, Policies.banning(1, new BanRule(1, 60_000)), "some", 3);
            take(here, LEASED, "some", 3);
            take(writing, Policies.perYear(5), "some", 3);
            Grant held = LimiterCalls.acquire(here, AT_A_TIME, "some", 1);

            assertThat(counterNames())
                    .contains("banning", "leased", "at-a-time", "per-year", "+durable")
                    .containsAll(policies().map(Policy::name).toList());
            assertThat(grid.member(0).getDistributedObjects())
                    // Members are asked for something there that they do not have.
                    .filteredOn(object -> !object.getName().endsWith("/+pulse"))
                    .allSatisfy(
                            object -> {
                                assertThat(object.getName()).startsWith("throttled/shop/");
                                IMap<?, ?> map = mapOf(object);
                                assertThat(map.keySet())
                                        .isNotEmpty()
                                        .allMatch(key -> key.getClass() == String.class);
                                assertThat(map.values())
                                        .isNotEmpty()
                                        .allMatch(state -> state.getClass() == long[].class);
                            });
            held.giveBack();
        } finally {
            ServerDirectory.stop();
        }
    }

    @Test
    void a_member_that_crashes_gives_nothing_back() {
        Policy policy = Policies.perMinute(2000);
        try (Grid three = Grid.of(3);
                Limiter one = limiterOn(three.member(0));
                Limiter two = limiterOn(three.member(1))) {
            List<Limiter> nodes = List.of(one, two);
            long before = nodes.stream().mapToLong(node -> take(node, policy, "crash", 300)).sum();
            three.awaitBackups();

            List<CompletableFuture<Long>> workers = compete(nodes, policy, "crash", ONE);
            three.crash(three.member(2));
            long during = sum(workers);

            // A call whose answer died with the member may have been charged, but not admitted.
            assertThat(before).isEqualTo(600);
            assertThat(before + during).isBetween(601L, 2000L);
            long after = exhaust(one, policy, "crash", ONE);
            assertThat(before + during + after).isLessThanOrEqualTo(2000);
            assertThat(LimiterCalls.decide(two, policy, "crash", 1).allowed()).isFalse();
        }
    }

    private static long take(Limiter limiter, Policy policy, String key, int calls) {
        long admitted = 0;
        for (int i = 0; i < calls; i++) {
            admitted += LimiterCalls.decide(limiter, policy, key, 1).allowed() ? 1 : 0;
        }
        return admitted;
    }

    private static long exhaust(Policy policy, String key, int[] costs) {
        return sum(compete(List.of(here, there), policy, key, costs));
    }

    private static List<CompletableFuture<Long>> compete(
            List<Limiter> nodes, Policy policy, String key, int[] costs) {
        List<CompletableFuture<Long>> workers = new ArrayList<>();
        for (int i = 0; i < THREADS_PER_NODE; i++) {
            for (Limiter node : nodes) {
                workers.add(
                        CompletableFuture.supplyAsync(
                                () -> exhaust(node, policy, key, costs),
                                task -> new Thread(task).start()));
            }
        }
        return workers;
    }

    /** Calls until not even one permit is left; what was admitted. */
    private static long exhaust(Limiter limiter, Policy policy, String key, int[] costs) {
        long admitted = 0;
        for (int i = 0; ; i++) {
            int cost = costs[i % costs.length];
            if (LimiterCalls.decide(limiter, policy, key, cost).allowed()) {
                admitted += cost;
            } else if (cost == 1) {
                return admitted;
            }
        }
    }

    private static long sum(List<CompletableFuture<Long>> workers) {
        return workers.stream()
                .mapToLong(worker -> worker.orTimeout(60, TimeUnit.SECONDS).join())
                .sum();
    }

    /** What is counted in the grid, as the third part of the names of its maps. */
    private static Set<String> counterNames() {
        return grid.member(0).getDistributedObjects().stream()
                .map(object -> object.getName().split("/")[2])
                .collect(Collectors.toSet());
    }

    private static IMap<?, ?> mapOf(DistributedObject object) {
        assertThat(object).isInstanceOf(IMap.class);
        return (IMap<?, ?>) object;
    }

    private static Limiter limiterOn(HazelcastInstance member) {
        return limiterOf(new HazelcastCounterStore(member, "shop"));
    }

    private static Limiter durableOn(HazelcastInstance member, String policy) {
        Durability often = new Durability(Set.of(policy), "jdbc/quotas", Duration.ofMillis(1));
        return limiterOf(
                DurableCounterStore.over(new HazelcastCounterStore(member, "shop"), "shop", often));
    }

    private static Limiter limiterOf(CounterStore store) {
        return new Limiter(new ProbedStore(store, CLOCK), Duration.ofMinutes(1));
    }

    private static JdbcDataSource database() {
        JdbcDataSource database = new JdbcDataSource();
        database.setURL("jdbc:h2:mem:" + UUID.randomUUID() + ";DB_CLOSE_DELAY=-1");
        return database;
    }
}
