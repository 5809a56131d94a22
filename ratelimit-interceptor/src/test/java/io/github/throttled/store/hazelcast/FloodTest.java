package io.github.throttled.store.hazelcast;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.throttled.store.Counters;
import io.github.throttled.store.Worth;

import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.TimeUnit;

/** Those who flood the grid with keys. What a state is worth is the number in it. */
class FloodTest {

    private static final int MAX_KEYS = 2000;
    private static final int BATCH = 100;
    private static final long MEMORY_MILLIS = 600_000;

    private Grid grid;
    private HazelcastCounterStore store;
    private Counters counters;

    @BeforeEach
    void start() {
        grid = Grid.of(1);
        store = new HazelcastCounterStore(grid.member(0), "shop");
        counters =
                store.counters("policy", MEMORY_MILLIS, MAX_KEYS, (state, now) -> (int) state[0]);
    }

    @AfterEach
    void stop() {
        store.close();
        grid.close();
    }

    @Test
    void a_flood_stays_within_the_bound_and_washes_no_denial_off() {
        int keys = Integer.getInteger("throttled.flood", 20 * MAX_KEYS);
        add("limited", 0, BATCH, Worth.LIMITED);
        int most = 0;
        for (int from = 0; from < keys; from += BATCH) {
            add("attack", from, BATCH, 1);
            most = Math.max(most, size());
        }

        assertThat(most).isBetween(MAX_KEYS / 2, MAX_KEYS + BATCH);
        for (int i = 0; i < BATCH; i++) {
            assertThat(get("limited" + i)).containsExactly(Worth.LIMITED);
        }
    }

    @Test
    void where_all_are_limited_those_who_come_share_one_counter() {
        add("limited", 0, MAX_KEYS, Worth.LIMITED);
        Grid.await(() -> size() == MAX_KEYS);

        assertThat(join(counters.compareAndSet("new", null, state(1)))).isTrue();
        assertThat(get("newer")).containsExactly(1);
        assertThat(join(counters.compareAndSet("newer", null, state(1)))).isFalse();
        assertThat(join(counters.compareAndSet("newer", state(1), state(2)))).isTrue();
        assertThat(get("new")).containsExactly(2);
        assertThat(join(counters.compareAndSet("limited0", state(Worth.LIMITED), state(7))))
                .isTrue();
        assertThat(get("limited0")).containsExactly(7);
    }

    @Test
    void what_is_restored_has_a_counter_of_its_own_also_where_there_is_no_room() {
        add("limited", 0, MAX_KEYS, Worth.LIMITED);
        Grid.await(() -> size() == MAX_KEYS);
        join(counters.compareAndSet("new", null, state(1)));

        assertThat(join(counters.restore("restored", state(Worth.LIMITED)))).isTrue();
        assertThat(join(counters.restore("restored", state(7)))).isFalse();
        assertThat(join(counters.restore("limited0", state(7)))).isFalse();

        assertThat(get("restored")).containsExactly(Worth.LIMITED);
        assertThat(get("limited0")).containsExactly(Worth.LIMITED);
    }

    @Test
    void an_update_tells_whether_it_went_to_the_counter_that_keys_share() {
        assertThat(join(counters.store("limited0", null, state(Worth.LIMITED))))
                .isEqualTo(Counters.Stored.OWN);
        add("limited", 1, MAX_KEYS - 1, Worth.LIMITED);
        Grid.await(() -> size() == MAX_KEYS);

        assertThat(join(counters.store("new", null, state(2)))).isEqualTo(Counters.Stored.SHARED);
        assertThat(join(counters.store("newer", state(2), state(3))))
                .isEqualTo(Counters.Stored.SHARED);
        assertThat(join(counters.store("newer", state(2), state(4))))
                .isEqualTo(Counters.Stored.NOT);
        assertThat(join(counters.store("limited0", state(Worth.LIMITED), state(5))))
                .isEqualTo(Counters.Stored.OWN);
        assertThat(get("newest")).containsExactly(3);
        assertThat(join(counters.getOwn("newest"))).isNull();
    }

    private int size() {
        return grid.member(0).getDistributedObjects().stream()
                .filter(object -> object.getName().startsWith("throttled/"))
                .mapToInt(object -> grid.member(0).getMap(object.getName()).size())
                .sum();
    }

    private void add(String prefix, int from, int count, long worth) {
        List<CompletionStage<Boolean>> added = new ArrayList<>();
        for (int i = from; i < from + count; i++) {
            added.add(counters.compareAndSet(prefix + i, null, state(worth)));
        }
        added.forEach(FloodTest::join);
    }

    private long[] get(String key) {
        return join(counters.get(key));
    }

    private static long[] state(long worth) {
        return new long[] {worth};
    }

    private static <T> T join(CompletionStage<T> stage) {
        return stage.toCompletableFuture().orTimeout(60, TimeUnit.SECONDS).join();
    }
}
