package io.github.throttled.engine;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.throttled.Decision;
import io.github.throttled.LogCapture;
import io.github.throttled.policy.OnStoreFailure;
import io.github.throttled.policy.Policy;
import io.github.throttled.store.hazelcast.Grid;
import io.github.throttled.store.hazelcast.HazelcastCounterStore;
import io.github.throttled.store.hazelcast.OtherProcess;

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

    private static final Duration TIMEOUT = Duration.ofMillis(250);

    /** For machines that have other things to do: what hangs, hangs for minutes. */
    private static final Duration GENEROUS = Duration.ofSeconds(20);

    /** Sixteen that ask the grid, one that wakes, and one that keeps room in the map. */
    private static final long MOST_THREADS = 18;

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
                        new Limiter(new HazelcastCounterStore(grid.member(0), "shop"), TIMEOUT)) {
            grid.awaitBackups();
            Grid.await(() -> limitsTold(limiter).values().stream().allMatch(q -> q == QUOTA));

            other.stop();
            assertThat(longestOf(callsOfManyThreads(limiter))).isLessThan(GENEROUS);
            Grid.await(() -> limitsTold(limiter).values().stream().allMatch(q -> q == QUOTA / 2));

            assertThat(limiter.storeState().status()).isNotEqualTo(StoreState.Status.CLOSED);
            assertThat(threadsOfOurs()).isLessThanOrEqualTo(MOST_THREADS);
            assertThat(log.size()).isEqualTo(1);

            other.resume();
            Grid.await(() -> limiter.storeState().status() == StoreState.Status.CLOSED);
            Grid.await(() -> isAllCounted(limiter));
            assertThat(log.size()).isEqualTo(2);
        }
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
