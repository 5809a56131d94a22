package io.github.throttled.internal.store.hazelcast;

import static org.assertj.core.api.Assertions.assertThat;

import com.hazelcast.config.MapConfig;
import com.hazelcast.core.HazelcastInstance;
import com.hazelcast.map.IMap;

import io.github.throttled.internal.store.EvictionRank;

import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

import java.util.LongSummaryStatistics;
import java.util.Set;
import java.util.concurrent.atomic.AtomicLong;
import java.util.stream.Collectors;
import java.util.stream.IntStream;

/**
 * On two members, with clocks that are set. A counter is the time of its last change. Hazelcast
 * notes uses by the real time, so the system clock is set relative to that.
 */
class ExpirySweepTest {

    private static final long MINUTE = 60_000;
    private static final long BEGIN = 1_000_000 * MINUTE;
    private static final long DAY = 24 * 60 * MINUTE;

    /** When counters that were used just now are idle, with what Hazelcast rounds away. */
    private static final long IDLE = MINUTE + 2_000;

    /** Enough for each partition to have many. */
    private static final int KEYS = 40 * Grid.PARTITIONS;

    private static final EvictionRank RANK =
            new EvictionRank() {
                @Override
                public int of(long[] state, long nowMillis) {
                    return 0;
                }

                @Override
                public long changedMillis(long[] state) {
                    return state.length == 1 ? state[0] : Long.MAX_VALUE;
                }
            };

    private static Grid grid;

    private final AtomicLong clock = new AtomicLong(BEGIN);
    private final AtomicLong systemClock = new AtomicLong(System.currentTimeMillis());
    private final GridThreads threads = new GridThreads("sweep-test-");

    @BeforeAll
    static void start() {
        grid = Grid.of(2);
        grid.awaitBackups();
    }

    @AfterAll
    static void stop() {
        grid.close();
    }

    @Test
    void counters_that_were_changed_too_long_ago_are_removed_from_the_own_part_only() {
        IMap<String, long[]> map = map("old");
        ExpirySweep first = sweep(map, 0);
        ExpirySweep second = sweep(grid.member(1).getMap(map.getName()), 1);
        put(map, "old", BEGIN);
        put(map, "young", BEGIN + 1);
        map.set("unreadable", new long[] {BEGIN, 1});

        clock.set(BEGIN + MINUTE + 1);
        systemClock.set(System.currentTimeMillis() + IDLE);
        first.step();

        Set<String> old = keys(map, "old");
        assertThat(old).isNotEmpty().hasSizeLessThan(KEYS);
        assertThat(old).allMatch(key -> !isOwn(key));
        assertThat(keys(map, "young")).hasSize(KEYS);

        second.step();

        assertThat(keys(map, "old")).isEmpty();
        assertThat(keys(map, "young")).hasSize(KEYS);
        assertThat(map.get("unreadable")).isNotNull();
    }

    @Test
    void counters_of_a_clock_that_is_ahead_stay() {
        IMap<String, long[]> map = map("ahead");
        ExpirySweep sweep = sweep(map, 0);
        put(map, "ahead", BEGIN + 10 * MINUTE);
        put(map, "mad", Long.MIN_VALUE);

        clock.set(BEGIN + 2 * MINUTE);
        systemClock.set(System.currentTimeMillis() + IDLE);
        sweep.step();

        assertThat(map.size()).isEqualTo(2 * KEYS);
    }

    /** As those of a client are whose clock is far behind. */
    @Test
    void counters_that_are_read_or_written_stay_however_old_their_own_time_is() {
        IMap<String, long[]> map = map("behind");
        ExpirySweep sweep = sweep(map, 0);
        put(map, "idle", BEGIN);
        put(map, "read", BEGIN);
        put(map, "written", BEGIN);
        Set<String> read = keys(map, "read");
        LongSummaryStatistics uses = secondsOfUse(map, "idle");
        // Hazelcast notes uses by the second.
        Grid.await(() -> System.currentTimeMillis() > uses.getMax() + 2_000);
        map.getAll(read);
        put(map, "written", BEGIN);

        clock.set(BEGIN + 10 * MINUTE);
        systemClock.set(uses.getMin() + 1_000 + MINUTE);
        sweep.step();
        assertThat(map.size()).as("used until a minute ago").isEqualTo(3 * KEYS);

        // The step before was no use, though it has asked for all of them.
        clock.addAndGet(MINUTE);
        systemClock.set(uses.getMax() + 1_000 + MINUTE + 1);
        sweep.step();
        assertThat(keys(map, "idle")).isNotEmpty().noneMatch(ExpirySweepTest::isOwn);
        assertThat(keys(map, "read")).hasSize(KEYS);
        assertThat(keys(map, "written")).hasSize(KEYS);
    }

    @Test
    void a_clock_of_the_cluster_that_leaps_for_a_moment_removes_nothing() {
        IMap<String, long[]> map = map("leap");
        ExpirySweep sweep = sweep(map, 0);
        put(map, "used", BEGIN);

        clock.addAndGet(DAY);
        sweep.step();
        clock.addAndGet(-DAY);
        sweep.step();

        assertThat(map.size()).isEqualTo(KEYS);
    }

    /** Then Hazelcast does not tell when a counter was used. */
    @Test
    void a_map_that_an_operator_has_configured_to_keep_all_is_left_alone() {
        MapConfig config = new CounterMapConfig("sweep", "kept", MINUTE).config();
        grid.member(0).getConfig().addMapConfig(config.setMaxIdleSeconds(0));
        IMap<String, long[]> map = grid.member(0).getMap(config.getName());
        ExpirySweep sweep = sweep(map, 0);
        put(map, "old", BEGIN);

        clock.set(BEGIN + 10 * MINUTE);
        systemClock.addAndGet(DAY);
        sweep.step();

        assertThat(map.size()).isEqualTo(KEYS);
    }

    @Test
    void it_begins_anew_after_a_pause_and_takes_several_steps_if_there_are_many() {
        IMap<String, long[]> map = map("many");
        ExpirySweep sweep = sweep(map, 0);
        for (int i = 0; i < 20; i++) {
            put(map, "batch-" + i + "-", BEGIN);
        }
        clock.set(BEGIN + MINUTE + 1);
        systemClock.set(System.currentTimeMillis() + IDLE);
        sweep.step();
        assertThat(ownKeys(map)).isNotEmpty();
        sweep.step();
        assertThat(ownKeys(map)).isEmpty();

        put(map, "late", BEGIN);
        systemClock.set(System.currentTimeMillis() + IDLE);
        clock.addAndGet(9_999);
        sweep.step();
        assertThat(ownKeys(map)).isNotEmpty();

        clock.addAndGet(10_000);
        sweep.step();
        assertThat(ownKeys(map)).isEmpty();
    }

    /** Asking a partition for its counters would make Hazelcast prepare it for some. */
    @Test
    void a_map_of_few_counters_is_left_to_hazelcast() {
        IMap<String, long[]> map = map("few");
        ExpirySweep sweep = sweep(map, 0);
        for (int i = 0; i < Grid.PARTITIONS; i++) {
            map.set("few" + i, new long[] {BEGIN});
        }

        clock.set(BEGIN + 2 * MINUTE);
        systemClock.set(System.currentTimeMillis() + IDLE);
        sweep.step();

        assertThat(map.size()).isEqualTo(Grid.PARTITIONS);
    }

    private static IMap<String, long[]> map(String policy) {
        return new CounterMapConfig("sweep", policy, MINUTE).openOn(grid.member(0));
    }

    private ExpirySweep sweep(IMap<String, long[]> map, int member) {
        MapContent content = new MapContent(grid.member(member), map, threads);
        return new ExpirySweep(content, () -> RANK, MINUTE, clock::get, systemClock::get);
    }

    private static void put(IMap<String, long[]> map, String prefix, long changed) {
        map.setAll(
                IntStream.range(0, KEYS)
                        .boxed()
                        .collect(Collectors.toMap(i -> prefix + i, i -> new long[] {changed})));
    }

    /** The seconds in which these counters were used last. */
    private static LongSummaryStatistics secondsOfUse(IMap<String, long[]> map, String prefix) {
        return keys(map, prefix).stream()
                .map(map::getEntryView)
                .mapToLong(view -> view.getExpirationTime() - view.getMaxIdle())
                .summaryStatistics();
    }

    private static Set<String> keys(IMap<String, long[]> map, String prefix) {
        return map.keySet().stream()
                .filter(key -> key.startsWith(prefix))
                .collect(Collectors.toSet());
    }

    private static Set<String> ownKeys(IMap<String, long[]> map) {
        return map.keySet().stream().filter(ExpirySweepTest::isOwn).collect(Collectors.toSet());
    }

    private static boolean isOwn(String key) {
        HazelcastInstance member = grid.member(0);
        return member.getPartitionService()
                .getPartition(key)
                .getOwner()
                .equals(member.getCluster().getLocalMember());
    }
}
