package io.github.throttled.internal.engine;

import static org.assertj.core.api.Assertions.assertThat;

import com.hazelcast.core.HazelcastInstance;

import io.github.throttled.Decision;
import io.github.throttled.LogCapture;
import io.github.throttled.internal.config.model.OnStoreFailure;
import io.github.throttled.internal.config.model.Policy;
import io.github.throttled.internal.engine.failover.StoreHealth;
import io.github.throttled.internal.engine.failover.StoreState;
import io.github.throttled.internal.engine.failover.StoreTimeouts;
import io.github.throttled.internal.store.Peers;
import io.github.throttled.internal.store.hazelcast.Grid;
import io.github.throttled.internal.store.hazelcast.HazelcastCounterStore;
import io.github.throttled.internal.store.hazelcast.OtherProcess;

import org.junit.jupiter.api.Test;

import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.IntStream;

/** One of two members stands still for a while, and so does half of the grid, and all backups. */
class StoppedMemberIT {

    private static final StoreTimeouts TIMEOUTS =
            new StoreTimeouts(Duration.ofSeconds(1), Duration.ofSeconds(30));

    /** For machines that have other things to do: what hangs, hangs for minutes. */
    private static final Duration GENEROUS = Duration.ofSeconds(20);

    /**
     * Sixteen that ask the grid, sixteen that count its keys; one each that wakes, watches, and
     * keeps room.
     */
    private static final long MOST_THREADS = 35;

    private static final int QUOTA = 1_000;
    private static final int THREADS = 8;
    private static final List<String> KEYS =
            IntStream.range(0, 100).mapToObj(i -> "user:" + i).toList();

    private final Map<String, AtomicInteger> admitted = new ConcurrentHashMap<>();
    private final Policy policy = Policies.onFailure(OnStoreFailure.LOCAL, Policies.perYear(QUOTA));

    @Test
    void nobody_waits_for_it_nothing_piles_up_and_nothing_is_forgotten() throws Exception {
        try (LogCapture log = LogCapture.of(StoreHealth.class);
                Grid grid = Grid.of(1);
                OtherProcess other = grid.joinInAnotherProcess();
                Limiter limiter =
                        new Limiter(
                                new HazelcastCounterStore(grid.member(0), "shop"), TIMEOUTS, 0)) {
            grid.awaitBackups();
            Grid.await(() -> limitsTold(limiter).values().stream().allMatch(q -> q == QUOTA));

            other.stop();
            assertThat(longestOf(callsOfManyThreads(limiter))).isLessThan(GENEROUS);
            Grid.await(() -> limitsTold(limiter).values().stream().allMatch(q -> q == QUOTA / 2));

            assertThat(limiter.storeState().status()).isNotEqualTo(StoreState.Status.CLOSED);
            assertThat(limiter.storeState().silentMembers())
                    .singleElement()
                    .satisfies(member -> assertThat(member.parts()).isPositive());
            assertThat(threadsOfOurs()).isLessThanOrEqualTo(MOST_THREADS);
            assertLogged(log, true);

            other.resume();
            Grid.await(() -> limiter.storeState().status() == StoreState.Status.CLOSED);
            Grid.await(() -> isAllCounted(limiter));
            assertLogged(log, false);
        }
    }

    /**
     * One line when the member falls silent, and one when it answers. On a starved machine a living
     * member may be silent for that long as well, and is then logged in the same way.
     */
    private static void assertLogged(LogCapture log, boolean isSilent) {
        List<String> lines =
                log.text().lines().filter(line -> line.matches("(WARNING|INFO): .*")).toList();
        for (int i = 0; i < lines.size(); i++) {
            assertThat(lines.get(i)).contains(i % 2 == 0 ? "has been silent" : "answers again");
        }
        assertThat(lines.size() % 2 == 1).as(log.text()).isEqualTo(isSilent);
    }

    /** Its counters are on the other member, too, which answers for them as soon as it knows. */
    @Test
    void a_member_that_is_killed_costs_no_count() throws Exception {
        Policy strict = Policies.onFailure(OnStoreFailure.DENY, Policies.perYear(50));
        try (Grid grid = Grid.of(1);
                OtherProcess other = grid.joinInAnotherProcess();
                Limiter limiter =
                        new Limiter(
                                new HazelcastCounterStore(grid.member(0), "shop"), TIMEOUTS, 0)) {
            grid.awaitBackups();
            Map<String, Integer> before = admitted(limiter, strict, 20);

            other.kill();
            Map<String, Integer> after = admitted(limiter, strict, 40);

            KEYS.forEach(key -> assertThat(before.get(key) + after.get(key)).as(key).isEqualTo(50));
            assertThat(limiter.storeState().silentMembers()).isEmpty();
        }
    }

    /** A client depends on all members, and keeps nothing itself. */
    @Test
    void a_client_waits_for_living_members_only() throws Exception {
        try (Grid grid = Grid.of(1);
                OtherProcess other = grid.joinInAnotherProcess()) {
            grid.awaitBackups();
            try (Limiter limiter =
                    new Limiter(new HazelcastCounterStore(grid.client(), "shop"), TIMEOUTS, 0)) {
                Grid.await(() -> limitsTold(limiter).values().stream().allMatch(q -> q == QUOTA));

                other.stop();
                Grid.await(() -> limiter.storeState().silentMembers().size() == 1);
                other.resume();
                Grid.await(() -> limiter.storeState().status() == StoreState.Status.CLOSED);

                Grid.await(() -> limitsTold(limiter).values().stream().allMatch(q -> q == QUOTA));
            }
        }
    }

    /**
     * A client opens a map by asking any member, and waits for it. The thread that watches the
     * members must not be the one that waits, even if it has never had to ask before.
     */
    @Test
    void a_clients_first_question_to_a_stopped_member_does_not_wait() throws Exception {
        try (Grid grid = Grid.of(1);
                OtherProcess other = grid.joinInAnotherProcess()) {
            HazelcastInstance client = grid.client();
            List<Peers> clients =
                    IntStream.range(0, 8)
                            .mapToObj(i -> new HazelcastCounterStore(client, "shop-" + i).peers())
                            .toList();
            Grid.await(() -> clients.get(0).parts().size() == 2);
            other.stop();

            CompletableFuture.runAsync(() -> clients.forEach(StoppedMemberIT::askAll))
                    .get(GENEROUS.toSeconds(), TimeUnit.SECONDS);
        }
    }

    private static void askAll(Peers peers) {
        assertThat(peers.all()).hasSize(2);
        peers.all().forEach(peers::ask);
    }

    private static Map<String, Integer> admitted(Limiter limiter, Policy policy, int calls) {
        Map<String, Integer> admitted = new HashMap<>();
        for (int i = 0; i < calls; i++) {
            for (String key : KEYS) {
                boolean isAdmitted = LimiterCalls.decide(limiter, policy, key, 1).allowed();
                admitted.merge(key, isAdmitted ? 1 : 0, Integer::sum);
            }
        }
        return admitted;
    }

    /** Which limit each key's decision tells of: the policy's, or this node's share. */
    private Map<String, Long> limitsTold(Limiter limiter) {
        Map<String, Long> limits = new HashMap<>();
        KEYS.forEach(key -> limits.put(key, decide(limiter, key).limit()));
        return limits;
    }

    private List<CompletableFuture<Duration>> callsOfManyThreads(Limiter limiter) {
        List<CompletableFuture<Duration>> workers = new ArrayList<>();
        for (int i = 0; i < THREADS; i++) {
            workers.add(
                    CompletableFuture.supplyAsync(
                            () -> longestDecision(limiter), task -> new Thread(task).start()));
        }
        return workers;
    }

    private Duration longestDecision(Limiter limiter) {
        long longest = 0;
        for (String key : KEYS) {
            long begin = System.nanoTime();
            decide(limiter, key);
            longest = Math.max(longest, System.nanoTime() - begin);
        }
        return Duration.ofNanos(longest);
    }

    private static Duration longestOf(List<CompletableFuture<Duration>> workers) {
        return workers.stream()
                .map(worker -> worker.orTimeout(60, TimeUnit.SECONDS).join())
                .max(Duration::compareTo)
                .orElseThrow();
    }

    private Decision decide(Limiter limiter, String key) {
        Decision decision = LimiterCalls.decide(limiter, policy, key, 1);
        if (decision.allowed()) {
            admitted.computeIfAbsent(key, k -> new AtomicInteger()).incrementAndGet();
        }
        return decision;
    }

    private boolean isAllCounted(Limiter limiter) {
        return KEYS.stream()
                .allMatch(
                        key -> {
                            Decision now = limiter.peek(policy, key);
                            return now.limit() == QUOTA
                                    && now.remaining() <= QUOTA - admitted.get(key).get();
                        });
    }

    private static long threadsOfOurs() {
        return Thread.getAllStackTraces().keySet().stream()
                .filter(thread -> thread.getName().startsWith("throttled-"))
                .count();
    }
}
