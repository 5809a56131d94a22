package io.github.throttled.internal.store.hazelcast;

import static org.assertj.core.api.Assertions.assertThat;

import com.hazelcast.core.DistributedObject;
import com.hazelcast.core.HazelcastInstance;
import com.hazelcast.map.IMap;

import io.github.throttled.internal.store.CounterStore;
import io.github.throttled.internal.store.Counters;
import io.github.throttled.internal.store.EvictionRank;

import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.IntFunction;
import java.util.stream.IntStream;
import java.util.stream.Stream;

/** Those who flood the grid with keys. What a state is worth is the number in it. */
class FloodTest {

    private static final int MAX_KEYS = 2000;
    private static final int BATCH = 100;
    private static final long MEMORY_MILLIS = 600_000;
    private static final EvictionRank FIRST_NUMBER = (state, now) -> (int) state[0];

    private final List<AutoCloseable> opened = new ArrayList<>();
    private Grid grid;

    /** What a node can be to a grid. */
    private enum Node {
        MEMBER,
        /** Of which only the public API is known. */
        UNKNOWN_MEMBER,
        CLIENT
    }

    @AfterEach
    void stop() throws Exception {
        for (AutoCloseable each : opened) {
            each.close();
        }
        grid.close();
    }

    @ParameterizedTest
    @EnumSource(Node.class)
    void a_flood_stays_within_the_bound_and_washes_no_denial_off(Node node) {
        grid = Grid.of(1);
        Counters counters = countersOf(node, 0);
        int keys = Integer.getInteger("throttled.flood", 20 * MAX_KEYS);
        add(counters, i -> "limited" + i, 0, BATCH, EvictionRank.LIMITED);
        int most = 0;
        for (int from = 0; from < keys; from += BATCH) {
            add(counters, i -> "attack" + i, from, BATCH, 1);
            most = Math.max(most, size());
        }

        assertThat(most).isBetween(MAX_KEYS / 2, MAX_KEYS + BATCH);
        for (int i = 0; i < BATCH; i++) {
            assertThat(get(counters, "limited" + i)).containsExactly(EvictionRank.LIMITED);
        }
    }

    @ParameterizedTest
    @EnumSource(Node.class)
    void where_all_are_limited_those_who_come_share_one_counter(Node node) {
        grid = Grid.of(1);
        Counters counters = countersOf(node, 0);
        IMap<String, long[]> map = map();
        for (int i = 0; i < MAX_KEYS; i++) {
            map.set("limited" + i, state(EvictionRank.LIMITED));
        }
        AtomicInteger last = new AtomicInteger();
        Grid.await(
                () -> {
                    String key = "last" + last.incrementAndGet();
                    return join(counters.compareAndSet(key, null, state(1)))
                            && !map.containsKey(key);
                });

        assertThat(get(counters, "newer")).containsExactly(1);
        assertThat(join(counters.compareAndSet("newer", null, state(1)))).isFalse();
        assertThat(join(counters.compareAndSet("newer", state(1), state(2)))).isTrue();
        assertThat(get(counters, "new")).containsExactly(2);
        assertThat(map.keySet()).doesNotContain("new", "newer");
        assertThat(join(counters.compareAndSet("limited0", state(EvictionRank.LIMITED), state(7))))
                .isTrue();
        assertThat(get(counters, "limited0")).containsExactly(7);
    }

    @ParameterizedTest
    @EnumSource(Node.class)
    void a_denial_is_not_washed_off_by_keys_of_its_own_partition(Node node) {
        // As Hazelcast has them where nobody says otherwise.
        grid = Grid.of(2, config -> config.setProperty("hazelcast.partition.count", "271"));
        grid.awaitBackups();
        Counters counters = countersOf(node, 10 * MAX_KEYS);
        add(counters, i -> "limited", 0, 1, EvictionRank.LIMITED);
        List<String> neighbours = keysInThePartitionOf("limited", 3000);

        add(counters, neighbours::get, 0, neighbours.size(), 1);

        assertThat(get(counters, "limited")).containsExactly(EvictionRank.LIMITED);
    }

    @ParameterizedTest
    @EnumSource(Node.class)
    void what_is_restored_has_a_counter_of_its_own_also_where_there_is_no_room(Node node) {
        grid = Grid.of(1);
        Counters counters = countersOf(node, 0);
        add(counters, i -> "limited" + i, 0, MAX_KEYS, EvictionRank.LIMITED);
        Grid.await(() -> size() == MAX_KEYS);
        join(counters.compareAndSet("new", null, state(1)));

        assertThat(join(counters.restore("restored", state(EvictionRank.LIMITED)))).isTrue();
        assertThat(join(counters.restore("restored", state(7)))).isFalse();
        assertThat(join(counters.restore("limited0", state(7)))).isFalse();

        assertThat(get(counters, "restored")).containsExactly(EvictionRank.LIMITED);
        assertThat(get(counters, "limited0")).containsExactly(EvictionRank.LIMITED);
    }

    @ParameterizedTest
    @EnumSource(Node.class)
    void an_update_tells_whether_it_went_to_the_counter_that_keys_share(Node node) {
        grid = Grid.of(1);
        Counters counters = countersOf(node, 0);
        assertThat(join(counters.store("limited0", null, state(EvictionRank.LIMITED))))
                .isEqualTo(Counters.Stored.OWN);
        add(counters, i -> "limited" + i, 1, MAX_KEYS - 1, EvictionRank.LIMITED);
        Grid.await(() -> size() == MAX_KEYS);

        assertThat(join(counters.store("new", null, state(2)))).isEqualTo(Counters.Stored.SHARED);
        assertThat(join(counters.store("newer", state(2), state(3))))
                .isEqualTo(Counters.Stored.SHARED);
        assertThat(join(counters.store("newer", state(2), state(4))))
                .isEqualTo(Counters.Stored.NOT);
        assertThat(join(counters.store("limited0", state(EvictionRank.LIMITED), state(5))))
                .isEqualTo(Counters.Stored.OWN);
        assertThat(get(counters, "newest")).containsExactly(3);
        assertThat(join(counters.getOwn("newest"))).isNull();
    }

    /** By the limits before, those who are denied have used as little as the attackers. */
    @ParameterizedTest
    @EnumSource(Node.class)
    void a_denial_by_limits_that_were_lowered_meanwhile_is_not_washed_off(Node node) {
        grid = Grid.of(1);
        CounterStore store = open(instanceOf(node));
        Counters counters = countersOf(store, 100_000);
        add(counters, i -> "denied" + i, 0, BATCH, 10);

        assertThat(countersOf(store, 10)).isSameAs(counters);
        for (int from = 0; from < 5 * MAX_KEYS; from += BATCH) {
            add(counters, i -> "attack" + i, from, BATCH, 1);
        }

        for (int i = 0; i < BATCH; i++) {
            assertThat(get(counters, "denied" + i)).containsExactly(10);
        }
    }

    @ParameterizedTest
    @EnumSource(Node.class)
    void newcomers_have_their_own_again_when_limits_are_raised(Node node) {
        grid = Grid.of(1);
        CounterStore store = open(instanceOf(node));
        Counters counters = countersOf(store, 10);
        add(counters, i -> "limited" + i, 0, MAX_KEYS, 10);
        awaitNewcomer(counters, false);

        assertThat(countersOf(store, 1000)).isSameAs(counters);

        awaitNewcomer(counters, true);
    }

    @ParameterizedTest
    @EnumSource(Node.class)
    void newcomers_have_their_own_again_when_more_keys_may_be_kept(Node node) {
        grid = Grid.of(1);
        CounterStore store = open(instanceOf(node));
        Counters counters = store.counters("policy", MEMORY_MILLIS, MAX_KEYS, FIRST_NUMBER);
        add(counters, i -> "limited" + i, 0, MAX_KEYS, EvictionRank.LIMITED);
        awaitNewcomer(counters, false);

        store.counters("policy", MEMORY_MILLIS, 2 * MAX_KEYS, FIRST_NUMBER);

        awaitNewcomer(counters, true);
    }

    @Test
    void floods_from_all_members_at_once_stay_below_twice_the_bound() {
        grid = Grid.of(3);
        grid.awaitBackups();
        List<Counters> nodes = IntStream.range(0, 3).mapToObj(this::countersOfMember).toList();
        AtomicBoolean isOver = new AtomicBoolean();
        add(nodes.get(0), i -> "limited" + i, 0, BATCH, EvictionRank.LIMITED);
        List<CompletableFuture<Void>> attackers =
                IntStream.range(0, 3)
                        .mapToObj(
                                i ->
                                        CompletableFuture.runAsync(
                                                () -> flood(nodes.get(i), "from" + i + "-"),
                                                task -> new Thread(task).start()))
                        .toList();
        CompletableFuture<Void> all =
                CompletableFuture.allOf(attackers.toArray(CompletableFuture[]::new));
        all.whenComplete((done, error) -> isOver.set(true));
        int most = 0;
        while (!isOver.get()) {
            most = Math.max(most, size());
        }
        join(all);

        assertThat(most).isBetween(MAX_KEYS, 2 * 3 * MAX_KEYS);
        for (int i = 0; i < BATCH; i++) {
            assertThat(get(nodes.get(0), "limited" + i)).containsExactly(EvictionRank.LIMITED);
        }
    }

    /** The members that the keys live on need not be those that add them. */
    @Test
    void a_flood_of_one_members_part_from_another_stays_below_twice_the_bound() {
        grid = Grid.of(2);
        grid.awaitBackups();
        Counters counters = countersOfMember(0);
        List<String> keys = Grid.keysOf(grid.member(1), "there").limit(10L * MAX_KEYS).toList();
        int most = 0;
        for (int from = 0; from < keys.size(); from += BATCH) {
            add(counters, keys::get, from, BATCH, EvictionRank.LIMITED);
            most = Math.max(most, size());
        }

        assertThat(most).isBetween(MAX_KEYS, 2 * 2 * MAX_KEYS);
    }

    @Test
    void what_members_without_the_application_keep_is_made_room_in_too() {
        grid = Grid.of(2);
        grid.awaitBackups();
        Counters counters = countersOfMember(0);
        AtomicInteger most = new AtomicInteger();

        Grid.await(
                () -> {
                    add(counters, i -> "attack" + System.nanoTime(), 0, BATCH, 1);
                    int there = owned(1);
                    most.accumulateAndGet(there, Math::max);
                    return there < most.get() * 8 / 10;
                });

        assertThat(most.get()).isLessThan(2 * 2 * MAX_KEYS);
    }

    @Test
    void room_is_made_also_after_an_error() {
        grid = Grid.of(1);
        AtomicBoolean isBroken = new AtomicBoolean(true);
        AtomicInteger failures = new AtomicInteger();
        EvictionRank rank =
                (state, now) -> {
                    if (isBroken.get()) {
                        failures.incrementAndGet();
                        throw new NoClassDefFoundError("a class of an application that has gone");
                    }
                    return 1;
                };
        CounterStore store = open(grid.member(0));
        Counters counters = store.counters("policy", MEMORY_MILLIS, MAX_KEYS, rank);
        add(counters, i -> "some" + i, 0, MAX_KEYS, 1);
        // One at once, as it gets tight, and those that come by themselves.
        Grid.await(() -> failures.get() >= 3);
        isBroken.set(false);

        Grid.await(() -> size() < MAX_KEYS);
    }

    private void flood(Counters counters, String prefix) {
        for (int from = 0; from < 20 * MAX_KEYS; from += BATCH) {
            add(counters, i -> prefix + i, from, BATCH, 1);
        }
    }

    private List<String> keysInThePartitionOf(String key, int count) {
        var partitions = grid.member(0).getPartitionService();
        int partition = partitions.getPartition(key).getPartitionId();
        return IntStream.iterate(0, i -> i + 1)
                .mapToObj(i -> "neighbour" + i)
                .filter(name -> partitions.getPartition(name).getPartitionId() == partition)
                .limit(count)
                .toList();
    }

    private Counters countersOfMember(int i) {
        return open(grid.member(i)).counters("policy", MEMORY_MILLIS, MAX_KEYS, FIRST_NUMBER);
    }

    /**
     * @param maxKeys 0 for as usual
     */
    private Counters countersOf(Node node, int maxKeys) {
        return open(instanceOf(node))
                .counters("policy", MEMORY_MILLIS, maxKeys == 0 ? MAX_KEYS : maxKeys, FIRST_NUMBER);
    }

    /** Where a state is how many permits of a quota are used. */
    private static Counters countersOf(CounterStore store, int quota) {
        EvictionRank rank = (state, now) -> (int) (state[0] * EvictionRank.LIMITED / quota);
        return store.counters("policy", MEMORY_MILLIS, MAX_KEYS, rank);
    }

    private HazelcastInstance instanceOf(Node node) {
        return switch (node) {
            case MEMBER -> grid.member(0);
            case UNKNOWN_MEMBER -> ForeignInstance.of(grid.member(0));
            case CLIENT -> client();
        };
    }

    /** Waits until a new key has a counter of its own, or shares one. */
    private static void awaitNewcomer(Counters counters, boolean isOwn) {
        AtomicInteger last = new AtomicInteger();
        Grid.await(
                () -> {
                    String key = isOwn + "-new" + last.incrementAndGet();
                    Counters.Stored where = join(counters.store(key, null, state(1)));
                    return (where == Counters.Stored.OWN) == isOwn;
                });
    }

    private HazelcastInstance client() {
        HazelcastInstance client = grid.client();
        opened.add(client::shutdown);
        return client;
    }

    private CounterStore open(HazelcastInstance instance) {
        CounterStore store = new HazelcastCounterStore(instance, "shop");
        opened.add(0, store);
        return store;
    }

    private IMap<String, long[]> map() {
        return grid.member(0).getDistributedObjects().stream()
                .map(DistributedObject::getName)
                .filter(name -> name.startsWith("throttled/"))
                .map(name -> grid.member(0).<String, long[]>getMap(name))
                .findFirst()
                .orElseThrow();
    }

    private int owned(int member) {
        IMap<?, ?> seen = grid.member(member).getMap(map().getName());
        return (int) seen.getLocalMapStats().getOwnedEntryCount();
    }

    private int size() {
        return map().size();
    }

    private static void add(
            Counters counters, IntFunction<String> key, int from, int count, long rank) {
        Stream<CompletionStage<Boolean>> added =
                IntStream.range(from, from + count)
                        .mapToObj(i -> counters.compareAndSet(key.apply(i), null, state(rank)));
        added.toList().forEach(FloodTest::join);
    }

    private static long[] get(Counters counters, String key) {
        return join(counters.get(key));
    }

    private static long[] state(long rank) {
        return new long[] {rank};
    }

    private static <T> T join(CompletionStage<T> stage) {
        return stage.toCompletableFuture().orTimeout(60, TimeUnit.SECONDS).join();
    }
}
