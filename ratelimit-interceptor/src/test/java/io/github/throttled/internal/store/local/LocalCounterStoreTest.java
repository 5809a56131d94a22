package io.github.throttled.internal.store.local;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.throttled.internal.store.CounterStore;
import io.github.throttled.internal.store.CounterStoreContract;
import io.github.throttled.internal.store.Counters;

import org.junit.jupiter.api.Test;

import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.BrokenBarrierException;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CyclicBarrier;
import java.util.concurrent.atomic.AtomicLong;
import java.util.stream.IntStream;

class LocalCounterStoreTest extends CounterStoreContract {

    private static final long MEMORY_MILLIS = 1000;

    private final LocalCounterStore store = new LocalCounterStore();
    private final LocalCounterStore another = new LocalCounterStore();

    private final AtomicLong clock = new AtomicLong(1_000_000);
    private final LocalCounterStore timed = new LocalCounterStore(clock::get);

    @Override
    protected CounterStore here() {
        return store;
    }

    @Override
    protected CounterStore there() {
        return store;
    }

    @Override
    protected CounterStore ofAnotherApplication() {
        return another;
    }

    @Test
    void the_time_is_the_clocks() {
        clock.set(42);

        assertThat(timed.nowMillis()).isEqualTo(42);
    }

    @Test
    void there_is_nobody_else() {
        assertThat(store.members()).isEqualTo(1);
    }

    @Test
    void it_knows_how_many_counters_it_keeps() {
        LocalCounters counters = counters(100);
        fill(counters, "key", 7);
        counters.remove("key1");

        assertThat(counters.kept()).isEqualTo(6);
    }

    @Test
    void nothing_leaves_while_there_is_room() {
        LocalCounters counters = counters(100);
        fill(counters, "key", 100);
        clock.addAndGet(100 * MEMORY_MILLIS);

        assertThat(present(counters, "key", 100)).hasSize(100);
    }

    @Test
    void idle_counters_leave_first() {
        LocalCounters counters = counters(100);
        fill(counters, "idle", 60);
        clock.addAndGet(MEMORY_MILLIS + 1);
        fill(counters, "used", 41);

        assertThat(present(counters, "idle", 60)).isEmpty();
        assertThat(present(counters, "used", 41)).hasSize(41);
    }

    @Test
    void a_counter_that_can_still_matter_is_not_idle() {
        LocalCounters counters = counters(100);
        fill(counters, "idle", 50);
        clock.addAndGet(1);
        fill(counters, "old", 50);
        clock.addAndGet(MEMORY_MILLIS);
        fill(counters, "new", 1);

        assertThat(present(counters, "idle", 50)).isEmpty();
        assertThat(present(counters, "old", 50)).hasSize(50);
    }

    @Test
    void then_the_longest_untouched_leave() {
        LocalCounters counters = counters(100);
        for (int i = 0; i < 100; i++) {
            fill(counters, "key" + i, 1);
            clock.addAndGet(1);
        }
        fill(counters, "last", 1);

        // The surplus of 1 and a tenth of the map.
        assertThat(counters.size()).isEqualTo(90);
        for (int i = 0; i < 100; i++) {
            assertThat(present(counters, "key" + i, 1)).hasSize(i < 11 ? 0 : 1);
        }
        assertThat(present(counters, "last", 1)).hasSize(1);
    }

    @Test
    void reading_is_touching() {
        LocalCounters counters = counters(10);
        fill(counters, "read", 1);
        clock.addAndGet(1);
        fill(counters, "key", 9);
        clock.addAndGet(1);
        counters.get("read0");
        fill(counters, "last", 1);

        assertThat(present(counters, "read", 1)).hasSize(1);
        assertThat(counters.size()).isEqualTo(9);
    }

    @Test
    void one_key_can_be_all_there_is_room_for() {
        LocalCounters counters = counters(1);
        fill(counters, "first", 1);
        clock.addAndGet(1);
        fill(counters, "second", 1);

        assertThat(counters.size()).isEqualTo(1);
        assertThat(present(counters, "second", 1)).hasSize(1);
    }

    @Test
    void concurrent_use_keeps_the_bound() {
        LocalCounters counters = counters(5);
        List<Integer> sizes = new ArrayList<>();
        CyclicBarrier pause = new CyclicBarrier(4, () -> sizes.add(counters.size()));
        List<CompletableFuture<Void>> workers = new ArrayList<>();
        for (int i = 0; i < 4; i++) {
            String keys = "worker" + i + "-";
            workers.add(
                    CompletableFuture.runAsync(
                            () -> fillAndPause(counters, keys, pause),
                            task -> new Thread(task).start()));
        }
        workers.forEach(CompletableFuture::join);

        assertThat(sizes).hasSize(2000).allMatch(size -> size >= 1 && size <= 5);
    }

    @Test
    void a_closed_store_has_forgotten_everything() {
        fill(counters(10), "key", 1);

        timed.close();

        assertThat(counters(10).size()).isZero();
    }

    private LocalCounters counters(int maxKeys) {
        return (LocalCounters) timed.counters("policy", MEMORY_MILLIS, maxKeys);
    }

    private static void fillAndPause(Counters counters, String prefix, CyclicBarrier pause) {
        try {
            for (int i = 0; i < 2000; i++) {
                fill(counters, prefix + i + "-", 4);
                pause.await();
            }
        } catch (InterruptedException | BrokenBarrierException e) {
            throw new IllegalStateException(e);
        }
    }

    private static void fill(Counters counters, String prefix, int count) {
        for (int i = 0; i < count; i++) {
            counters.compareAndSet(prefix + i, null, new long[] {i});
        }
    }

    /** Which of these keys are there. Looking at them touches them. */
    private static List<String> present(Counters counters, String prefix, int count) {
        return IntStream.range(0, count)
                .mapToObj(i -> prefix + i)
                .filter(key -> counters.get(key).toCompletableFuture().join() != null)
                .toList();
    }
}
