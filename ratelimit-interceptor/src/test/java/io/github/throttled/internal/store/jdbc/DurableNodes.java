package io.github.throttled.internal.store.jdbc;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.throttled.internal.config.settings.Durability;
import io.github.throttled.internal.store.Counters;
import io.github.throttled.internal.store.EvictionRank;

import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;

import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.BooleanSupplier;

import javax.sql.DataSource;

/**
 * Nodes with durable counters over one database. They write when a test says so; a cluster that
 * stops is one that the test lets go of.
 */
abstract class DurableNodes {

    static final long MEMORY_MILLIS = Duration.ofDays(31).toMillis();
    static final int MAX_KEYS = 50;
    static final String POLICY = "export";

    /** A state is how often the key was used, of so many times. */
    static final int QUOTA = 10;

    static final EvictionRank RANK =
            new EvictionRank() {
                @Override
                public int of(long[] state, long nowMillis) {
                    return state[0] >= QUOTA ? LIMITED : (int) state[0];
                }

                @Override
                public long[] stricter(long[] state, long[] other) {
                    return other[0] > state[0] ? other : state;
                }
            };

    /** As long as it takes. */
    static final Duration PATIENCE = Duration.ofMinutes(1);

    final AtomicLong clock = new AtomicLong(1_760_000_000_000L);
    final List<DurableCounterStore> nodes = new ArrayList<>();
    TestDatabase database;
    TestGrid grid;

    /** A database whose user may do everything. */
    abstract DataSource database();

    @BeforeEach
    void start() {
        database = new TestDatabase(database());
        database.execute("DROP TABLE IF EXISTS " + CounterTable.NAME);
        grid = new TestGrid(clock::get);
    }

    @AfterEach
    void stop() {
        database.before(() -> {});
        nodes.forEach(DurableCounterStore::close);
    }

    /** A node that has started. */
    DurableCounterStore node() {
        DurableCounterStore node = create(database, PATIENCE);
        opened(node);
        node.awaitUsable();
        return node;
    }

    DurableCounterStore create(DataSource source, Duration timeout) {
        DurableCounterStore node =
                new DurableCounterStore(
                        grid, new CounterTable(source, "shop"), durability(), timeout);
        nodes.add(node);
        return node;
    }

    /** A node of another grid that has started. */
    DurableCounterStore nodeOf(TestGrid other) {
        TestGrid own = grid;
        grid = other;
        try {
            return node();
        } finally {
            grid = own;
        }
    }

    void stopAllNodes() {
        grid = new TestGrid(clock::get);
    }

    static Durability durability() {
        return new Durability(Set.of(POLICY), "jdbc/quotas", Duration.ofSeconds(5));
    }

    Counters inGrid() {
        return grid.counters(POLICY, MEMORY_MILLIS, MAX_KEYS, RANK);
    }

    static Counters opened(DurableCounterStore node) {
        return node.counters(POLICY, MEMORY_MILLIS, MAX_KEYS, RANK);
    }

    static void set(DurableCounterStore node, String key, long[] state) {
        assertThat(replace(node, key, null, state)).isTrue();
    }

    static boolean replace(DurableCounterStore node, String key, long[] expected, long[] update) {
        return join(opened(node).compareAndSet(key, expected, update));
    }

    static long[] get(DurableCounterStore node, String key) {
        return join(opened(node).get(key));
    }

    static CompletableFuture<Void> onThread(Runnable task) {
        return CompletableFuture.runAsync(task, run -> new Thread(run).start());
    }

    static int threads() {
        return (int)
                Thread.getAllStackTraces().keySet().stream()
                        .filter(thread -> thread.getName().equals(DatabaseThread.NAME))
                        .count();
    }

    static void await(BooleanSupplier condition) {
        long deadline = System.nanoTime() + PATIENCE.toNanos();
        while (!condition.getAsBoolean()) {
            assertThat(System.nanoTime()).as("time is up").isLessThan(deadline);
            Thread.onSpinWait();
        }
    }

    static void waitFor(CountDownLatch latch) {
        try {
            assertThat(latch.await(PATIENCE.toSeconds(), TimeUnit.SECONDS)).isTrue();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    static <T> T join(CompletionStage<T> stage) {
        return stage.toCompletableFuture().orTimeout(60, TimeUnit.SECONDS).join();
    }

    static long[] state(long... values) {
        return Arrays.copyOf(values, values.length);
    }
}
