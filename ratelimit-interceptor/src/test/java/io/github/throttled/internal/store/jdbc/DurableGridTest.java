package io.github.throttled.internal.store.jdbc;

import static org.assertj.core.api.Assertions.assertThat;

import com.hazelcast.core.HazelcastInstance;

import io.github.throttled.internal.store.CounterStore;
import io.github.throttled.internal.store.Counters;
import io.github.throttled.internal.store.hazelcast.Grid;
import io.github.throttled.internal.store.local.LocalCounterStore;

import org.h2.jdbcx.JdbcDataSource;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import java.util.stream.IntStream;

/** Durable counters in real grids. */
class DurableGridTest {

    private static final int MAX_KEYS = 2000;

    private final JdbcDataSource database = new JdbcDataSource();
    private final List<DurableCounterStore> nodes = new ArrayList<>();
    private Grid grid;

    DurableGridTest() {
        database.setURL("jdbc:h2:mem:" + UUID.randomUUID() + ";DB_CLOSE_DELAY=-1");
    }

    @AfterEach
    void stop() {
        nodes.forEach(DurableCounterStore::close);
        if (grid != null) {
            grid.close();
        }
    }

    @Test
    void exhausted_quotas_come_back_though_they_are_more_than_a_node_may_keep() {
        int rows = MAX_KEYS + MAX_KEYS / 4;
        DurableCounterStore before = node(new LocalCounterStore());
        Counters many = before.counters("export", 86_400_000, 2 * rows, DurableNodes.RANK);
        IntStream.range(0, rows)
                .forEach(i -> add(many, "key-" + i, i % 10 == 0 ? 1 : DurableNodes.QUOTA));
        before.close();

        grid = Grid.of(1);
        DurableCounterStore after = node(Grid.storeOn(grid.member(0), 1));
        Counters counters = opened(after);

        assertThat(IntStream.range(0, rows).filter(i -> i % 10 != 0))
                .allSatisfy(i -> assertThat(get(counters, "key-" + i)).containsExactly(10));
        after.clean();
        assertThat(new TestDatabase(database).rows("shop", "export")).hasSize(rows);
    }

    @Test
    void a_split_grid_that_is_stopped_before_it_heals_loses_no_exhausted_quota() {
        grid = Grid.of(3);
        HazelcastInstance last = grid.member(2);
        DurableCounterStore here = node(Grid.storeOn(grid.member(0), 1));
        DurableCounterStore there = node(Grid.storeOn(last, 1));
        add(opened(here), "key", 1);
        here.round();
        there.round();
        grid.split();

        assertThat(set(opened(here), "key", 1, DurableNodes.QUOTA)).isTrue();
        here.round();
        long[] left = get(opened(there), "key");
        if (left == null) {
            add(opened(there), "key", 1);
        }
        assertThat(set(opened(there), "key", 1, 2)).isTrue();
        there.round();
        here.close();
        there.close();
        grid.close();

        assertThat(get(opened(node(new LocalCounterStore())), "key"))
                .containsExactly(DurableNodes.QUOTA);
    }

    private DurableCounterStore node(CounterStore store) {
        DurableCounterStore node =
                new DurableCounterStore(
                        store,
                        new CounterTable(database, "shop"),
                        DurableNodes.durability(),
                        DurableNodes.PATIENCE);
        nodes.add(node);
        opened(node);
        node.awaitUsable();
        return node;
    }

    private static Counters opened(DurableCounterStore node) {
        return node.counters("export", 86_400_000, MAX_KEYS, DurableNodes.RANK);
    }

    private static void add(Counters counters, String key, long count) {
        assertThat(DurableNodes.join(counters.compareAndSet(key, null, state(count)))).isTrue();
    }

    private static boolean set(Counters counters, String key, long before, long after) {
        return DurableNodes.join(counters.compareAndSet(key, state(before), state(after)));
    }

    private static long[] get(Counters counters, String key) {
        return DurableNodes.join(counters.get(key));
    }

    private static long[] state(long count) {
        return DurableNodes.state(count);
    }
}
