package io.github.throttled.internal.store.hazelcast;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalStateException;

import com.hazelcast.core.DistributedObject;
import com.hazelcast.core.HazelcastInstance;
import com.hazelcast.internal.cluster.impl.ClusterServiceImpl;
import com.hazelcast.map.IMap;

import io.github.throttled.internal.store.CounterStore;
import io.github.throttled.internal.store.Counters;

import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.stream.IntStream;

class HazelcastCounterStoreTest {

    private static final long MEMORY_MILLIS = Duration.ofMinutes(1).toMillis();

    private final Set<Thread> threadsBefore = GridThreadsTest.alive();
    private final List<CounterStore> opened = new ArrayList<>();
    private Grid grid;

    @AfterEach
    void stop() {
        opened.forEach(CounterStore::close);
        grid.close();
    }

    @Test
    void the_time_is_the_clusters() {
        grid = Grid.of(1);
        CounterStore store = storeOn(grid.member(0));
        var cluster = (ClusterServiceImpl) grid.member(0).getCluster();

        cluster.getClusterClock()
                .setMasterTime(System.currentTimeMillis() - Duration.ofHours(1).toMillis());

        assertThat(System.currentTimeMillis() - store.nowMillis())
                .isBetween(Duration.ofMinutes(59).toMillis(), Duration.ofMinutes(61).toMillis());
    }

    @Test
    void its_members_are_those_of_the_grid() {
        grid = Grid.of(1);
        CounterStore store = storeOn(grid.member(0));
        assertThat(store.members()).isEqualTo(1);

        HazelcastInstance second = grid.join();
        assertThat(store.members()).isEqualTo(2);
        grid.join();
        assertThat(store.members()).isEqualTo(3);

        grid.crash(second);
        assertThat(store.members()).isEqualTo(2);
    }

    @Test
    void it_notices_a_member_that_has_left_and_none_that_joins() {
        grid = Grid.of(2);
        Counters counters = open(storeOn(grid.member(0)));
        int before = counters.departures();

        HazelcastInstance third = grid.join();
        assertThat(counters.departures()).isEqualTo(before);
        grid.crash(third);
        int after = counters.departures();

        assertThat(after).isNotEqualTo(before);
        assertThat(counters.departures()).isEqualTo(after);
    }

    @Test
    void it_notices_a_member_that_another_one_has_replaced_meanwhile() {
        grid = Grid.of(2);
        Counters counters = open(storeOn(grid.member(0)));
        int before = counters.departures();

        grid.crash(grid.member(1));
        grid.join();

        assertThat(counters.departures()).isNotEqualTo(before);
    }

    @Test
    void the_members_together_keep_each_counter_once_though_it_has_a_backup() {
        grid = Grid.of(2);
        Counters here = open(storeOn(grid.member(0)));
        Counters there = open(storeOn(grid.member(1)));

        for (int i = 0; i < 50; i++) {
            set(here, "key" + i, null, 1);
        }

        assertThat(here.kept()).isBetween(1L, 49L);
        // A trial that took too long removes its key later.
        Grid.await(() -> here.kept() + there.kept() == 50);
    }

    @Test
    void it_says_which_instance_it_uses() {
        grid = Grid.of(1);

        assertThat(storeOn(grid.member(0)).description())
                .isEqualTo("Hazelcast instance '" + grid.member(0).getName() + "'");
    }

    @Test
    void a_last_thing_is_done_while_the_grid_still_answers() {
        grid = Grid.of(1);
        CounterStore store = storeOn(grid.member(0));
        Counters counters = open(store);
        set(counters, "key", null, 1);
        List<Boolean> done = new CopyOnWriteArrayList<>();
        // On another thread: that is how it is used.
        store.beforeShutdown(
                () ->
                        done.add(
                                CompletableFuture.supplyAsync(
                                                () -> set(counters, "key", new long[] {1}, 2))
                                        .join()));

        grid.member(0).shutdown();

        assertThat(done).containsExactly(true);
    }

    @Test
    void a_closed_store_has_nothing_done() {
        grid = Grid.of(1);
        CounterStore store = storeOn(grid.member(0));
        List<String> done = new CopyOnWriteArrayList<>();
        store.beforeShutdown(() -> done.add("last"));

        store.close();
        grid.member(0).shutdown();

        assertThat(done).isEmpty();
    }

    @Test
    void only_strings_and_longs_enter_the_grid() {
        grid = Grid.of(2);
        Counters counters = open(storeOn(grid.member(0)));
        for (int i = 0; i < 50; i++) {
            set(counters, "key" + i, null, i);
            set(counters, "key" + i, new long[] {i}, i + 1);
        }

        assertThat(grid.member(0).getDistributedObjects())
                .extracting(DistributedObject::getName)
                .containsExactly("throttled/shop/policy/256s");
        IMap<Object, Object> map = grid.member(0).getMap("throttled/shop/policy/256s");
        // A trial that took too long removes its key later.
        Grid.await(() -> map.size() == 50);
        assertThat(map.keySet()).hasSize(50).hasOnlyElementsOfType(String.class);
        assertThat(map.values()).hasSize(50).hasOnlyElementsOfType(long[].class);
    }

    @Test
    void a_crash_loses_no_counter() {
        grid = Grid.of(3);
        Counters survivor = open(storeOn(grid.member(0)));
        Counters victim = open(storeOn(grid.member(1)));
        for (int i = 0; i < 200; i++) {
            set(i % 2 == 0 ? survivor : victim, "key" + i, null, i);
        }
        grid.awaitBackups();

        grid.crash(grid.member(1));

        for (int i = 0; i < 200; i++) {
            assertThat(join(survivor.get("key" + i))).containsExactly(i);
            assertThat(set(survivor, "key" + i, new long[] {i}, i + 1)).isTrue();
        }
    }

    @Test
    void a_closed_store_leaves_no_thread_and_the_instance_running() {
        grid = Grid.of(1);
        CounterStore store = storeOn(ForeignInstance.of(grid.member(0)));
        set(open(store), "key", null, 1);
        assertThat(threadsOfOurs()).isNotEmpty();

        store.close();

        Grid.await(() -> threadsOfOurs().isEmpty());
        assertThat(grid.member(0).getLifecycleService().isRunning()).isTrue();
        assertThat(join(open(storeOn(grid.member(0))).get("key"))).containsExactly(1);
    }

    @Test
    void a_closed_store_fails_what_would_need_a_thread() {
        grid = Grid.of(1);
        CounterStore store = storeOn(ForeignInstance.of(grid.member(0)));
        Counters counters = open(store);
        store.close();

        assertFails(counters.compareAndSet("key", null, new long[] {1}));
        store.close();
    }

    @Test
    void a_member_that_hangs_holds_no_thread() {
        grid = Grid.of(2);
        Counters counters = open(storeOn(grid.member(0)));
        IMap<String, long[]> elsewhere = grid.member(1).getMap("throttled/shop/policy/256s");
        List<String> keys = IntStream.range(0, 40).mapToObj(i -> "key" + i).toList();
        keys.forEach(elsewhere::lock);

        List<CompletableFuture<Boolean>> stages =
                keys.stream()
                        .map(key -> counters.compareAndSet(key, null, new long[] {1}))
                        .map(CompletionStage::toCompletableFuture)
                        .toList();
        assertThat(threadsOfOurs()).isEmpty();
        assertThat(stages).noneMatch(CompletableFuture::isDone);
        keys.forEach(elsewhere::unlock);

        assertThat(stages).allMatch(HazelcastCounterStoreTest::join);
    }

    @Test
    void what_an_answer_leads_to_may_ask_again() {
        grid = Grid.of(2);
        Counters counters = open(storeOn(grid.member(0)));
        for (int i = 0; i < 50; i++) {
            String key = "key" + i;
            set(counters, key, null, i);
            CompletionStage<Boolean> again =
                    counters.get(key)
                            .thenComposeAsync(
                                    state -> counters.compareAndSet(key, state, new long[] {7}),
                                    Runnable::run);
            assertThat(join(again)).isTrue();
        }
    }

    @Test
    void an_instance_of_unknown_kind_that_hangs_holds_sixteen_threads_until_it_goes_on() {
        grid = Grid.of(2);
        CounterStore store = storeOn(ForeignInstance.of(grid.member(0)));
        Counters counters = open(store);
        IMap<String, long[]> elsewhere = grid.member(1).getMap("throttled/shop/policy/256s");
        List<String> keys = IntStream.range(0, 40).mapToObj(i -> "key" + i).toList();
        // A locked entry is as good as a grid that hangs: whoever writes it waits for the lock.
        keys.forEach(elsewhere::lock);

        List<CompletableFuture<Boolean>> stages =
                keys.stream()
                        .map(key -> counters.compareAndSet(key, null, new long[] {1}))
                        .map(CompletionStage::toCompletableFuture)
                        .toList();
        assertThat(threadsOfOurs()).hasSize(16);
        assertThat(stages).noneMatch(CompletableFuture::isDone);

        store.close();
        assertThat(stages).filteredOn(CompletableFuture::isCompletedExceptionally).hasSize(24);
        keys.forEach(elsewhere::unlock);

        Grid.await(() -> threadsOfOurs().isEmpty());
        assertThat(stages).allMatch(CompletableFuture::isDone);
    }

    @Test
    void a_member_that_hangs_leaves_threads_to_calls_of_others() {
        grid = Grid.of(2);
        grid.awaitBackups();
        Counters counters = open(storeOn(ForeignInstance.of(grid.member(0))));
        IMap<String, long[]> elsewhere = grid.member(1).getMap("throttled/shop/policy/256s");
        List<String> ofTheOther = Grid.keysOf(grid.member(1), "key").limit(100).toList();
        ofTheOther.forEach(elsewhere::lock);
        List<CompletableFuture<Boolean>> stages =
                ofTheOther.stream()
                        .map(key -> counters.compareAndSet(key, null, new long[] {1}))
                        .map(CompletionStage::toCompletableFuture)
                        .toList();

        for (String key : Grid.keysOf(grid.member(0), "key").limit(100).toList()) {
            assertThat(set(counters, key, null, 1)).isTrue();
        }
        assertThat(stages).noneMatch(CompletableFuture::isDone);
        ofTheOther.forEach(elsewhere::unlock);

        assertThat(stages).allMatch(HazelcastCounterStoreTest::join);
    }

    @Test
    void what_hung_is_done_when_the_grid_goes_on() {
        grid = Grid.of(2);
        Counters counters = open(storeOn(grid.member(0)));
        IMap<String, long[]> elsewhere = grid.member(1).getMap("throttled/shop/policy/256s");
        elsewhere.lock("key");
        CompletionStage<Boolean> stored = counters.compareAndSet("key", null, new long[] {1});

        assertThat(stored.toCompletableFuture()).isNotDone();
        elsewhere.unlock("key");

        assertThat(join(stored)).isTrue();
    }

    @Test
    void an_instance_that_is_down_fails_every_stage() {
        grid = Grid.of(1);
        Counters counters = open(storeOn(grid.member(0)));

        grid.member(0).getLifecycleService().terminate();

        assertFails(counters.get("key"));
        assertFails(counters.compareAndSet("key", null, new long[] {1}));
        assertFails(counters.remove("key"));
        assertThat(counters.kept()).isZero();
    }

    @Test
    void an_instance_that_is_down_still_tells_the_time_and_has_a_member() {
        grid = Grid.of(2);
        CounterStore store = storeOn(grid.member(0));

        grid.member(0).getLifecycleService().terminate();

        assertThat(System.currentTimeMillis() - store.nowMillis())
                .isBetween(-Duration.ofMinutes(1).toMillis(), Duration.ofMinutes(1).toMillis());
        assertThat(store.members()).isPositive();
    }

    @Test
    void a_map_that_is_slow_to_open_keeps_no_other_policy_waiting() {
        grid = Grid.of(1);
        CountDownLatch isSlow = new CountDownLatch(1);
        CompletableFuture<Void> isOpening = new CompletableFuture<>();
        CounterStore store =
                storeOn(
                        ForeignInstance.of(
                                grid.member(0),
                                (map, method) -> {
                                    if (map.contains("slow") && method.equals("getMap")) {
                                        isOpening.complete(null);
                                        waitFor(isSlow);
                                    }
                                }));
        CompletableFuture<Counters> slow =
                CompletableFuture.supplyAsync(
                        () -> store.counters("slow", MEMORY_MILLIS, 1000),
                        task -> new Thread(task).start());
        join(isOpening);

        // As many as it takes to meet in a table of hashes, however large it grows.
        CompletableFuture<Void> others =
                CompletableFuture.runAsync(
                        () ->
                                IntStream.range(0, 100)
                                        .forEach(
                                                i ->
                                                        store.counters(
                                                                "quick" + i, MEMORY_MILLIS, 1000)),
                        task -> new Thread(task).start());

        try {
            join(others);
            assertThat(slow).isNotDone();
        } finally {
            isSlow.countDown();
        }
        assertThat(join(slow)).isSameAs(store.counters("slow", MEMORY_MILLIS, 1000));
    }

    @Test
    void a_map_that_cannot_be_opened_is_opened_by_the_next_who_asks() {
        grid = Grid.of(1);
        AtomicBoolean isDown = new AtomicBoolean(true);
        CounterStore store =
                storeOn(
                        ForeignInstance.of(
                                grid.member(0),
                                (map, method) -> {
                                    if (isDown.get()) {
                                        throw new IllegalStateException("the grid is down");
                                    }
                                }));
        assertThatIllegalStateException()
                .isThrownBy(() -> open(store))
                .withMessage("the grid is down");
        isDown.set(false);

        assertThat(set(open(store), "key", null, 1)).isTrue();
    }

    /** Counting asks every partition, each of which then keeps memory for the map. */
    @Test
    void the_keys_of_all_members_are_counted_only_after_this_node_has_added_some() {
        grid = Grid.of(1);
        List<String> asked = new CopyOnWriteArrayList<>();
        CounterStore store =
                storeOn(ForeignInstance.of(grid.member(0), (map, method) -> asked.add(method)));
        Counters counters = open(store);

        Grid.await(() -> Collections.frequency(asked, "getLocalMapStats") >= 2);
        assertThat(asked).doesNotContain("size");

        for (int i = 0; i < 10; i++) {
            set(counters, "key" + i, null, 1);
        }
        Grid.await(() -> asked.contains("size"));
    }

    @Test
    void nothing_is_done_any_more_for_counters_that_nobody_has() {
        grid = Grid.of(1);
        Set<String> lookedAt = ConcurrentHashMap.newKeySet();
        CounterStore store =
                storeOn(
                        ForeignInstance.of(
                                grid.member(0),
                                (map, method) -> {
                                    if (method.equals("getLocalMapStats")) {
                                        lookedAt.add(map);
                                    }
                                }));
        // As many as an operator can think of windows, one after the other.
        for (int i = 0; i < 12; i++) {
            set(store.counters("policy", MEMORY_MILLIS << i, 1000), "key", null, 1);
        }
        Counters used = open(store);

        Grid.await(
                () -> {
                    System.gc();
                    lookedAt.clear();
                    Grid.await(() -> lookedAt.contains("throttled/shop/policy/256s"));
                    lookedAt.clear();
                    Grid.await(() -> lookedAt.contains("throttled/shop/policy/256s"));
                    return lookedAt.size() == 1;
                });
        assertThat(join(used.get("key"))).containsExactly(1);
        // What others may still use stays.
        assertThat(join(store.counters("policy", MEMORY_MILLIS << 5, 1000).get("key")))
                .containsExactly(1);
    }

    private static void waitFor(CountDownLatch latch) {
        try {
            latch.await();
        } catch (InterruptedException e) {
            throw new IllegalStateException(e);
        }
    }

    private CounterStore storeOn(HazelcastInstance member) {
        CounterStore store = new HazelcastCounterStore(member, "shop");
        opened.add(store);
        return store;
    }

    private Set<Thread> threadsOfOurs() {
        Set<Thread> ours = GridThreadsTest.alive();
        ours.removeAll(threadsBefore);
        return ours;
    }

    private static Counters open(CounterStore store) {
        return store.counters("policy", MEMORY_MILLIS, 1000);
    }

    private static boolean set(Counters counters, String key, long[] expected, long value) {
        return join(counters.compareAndSet(key, expected, new long[] {value}));
    }

    private static void assertFails(CompletionStage<?> stage) {
        assertThat(stage.toCompletableFuture()).failsWithin(60, TimeUnit.SECONDS);
    }

    private static <T> T join(CompletionStage<T> stage) {
        return stage.toCompletableFuture().orTimeout(60, TimeUnit.SECONDS).join();
    }
}
