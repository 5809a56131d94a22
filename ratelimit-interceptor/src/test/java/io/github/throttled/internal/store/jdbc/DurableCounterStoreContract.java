package io.github.throttled.internal.store.jdbc;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatIllegalStateException;
import static org.assertj.core.api.Assertions.entry;

import io.github.throttled.LogCapture;
import io.github.throttled.internal.store.Counters;

import org.junit.jupiter.api.Test;

import java.sql.SQLException;
import java.time.Duration;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.function.Function;
import java.util.logging.Level;
import java.util.stream.IntStream;
import java.util.stream.LongStream;

import javax.sql.DataSource;

/** What durable counters promise, whatever the database. */
abstract class DurableCounterStoreContract extends DurableNodes {

    /** Of nodes that write to a table without a store. */
    private static final GridLineage LINEAGE = GridLineage.create();

    /** The same database for a user who may read and write, but not create anything. */
    abstract DataSource powerless();

    @Test
    void what_was_written_is_there_when_all_nodes_have_been_stopped() {
        DurableCounterStore node = node();
        set(node, "ip:192.0.2.1", state(1, clock.get(), 20));
        node.round();

        stopAllNodes();

        assertThat(get(node(), "ip:192.0.2.1")).containsExactly(1, clock.get(), 20);
    }

    @Test
    void a_crash_loses_what_came_after_the_last_time() {
        DurableCounterStore node = node();
        set(node, "key", state(1));
        node.round();
        replace(node, "key", state(1), state(2));

        stopAllNodes();

        assertThat(get(node(), "key")).containsExactly(1);
    }

    @Test
    void a_node_that_is_stopped_writes_what_it_has() {
        DurableCounterStore node = node();
        set(node, "key", state(1));

        node.close();
        stopAllNodes();

        assertThat(get(node(), "key")).containsExactly(1);
    }

    @Test
    void a_server_that_ends_its_grid_first_loses_nothing() {
        DurableCounterStore node = node();
        set(node, "key", state(1));

        grid.shutDown();
        node.close();
        stopAllNodes();

        assertThat(get(node(), "key")).containsExactly(1);
    }

    @Test
    void a_node_that_cannot_write_at_the_end_says_so() {
        DurableCounterStore node = node();
        set(node, "key", state(1));
        database.setDown(true);
        try (LogCapture log = LogCapture.of(DurableCounterStore.class)) {
            node.close();

            assertThat(log.lines(Level.WARNING))
                    .containsExactly(
                            "The database of throttled.data-source = jdbc/quotas did not take the"
                                    + " last changes of durable counters in time; they are lost if"
                                    + " all nodes stop.");
        }
        database.setDown(false);
    }

    @Test
    void a_node_that_is_stopped_leaves_no_thread() {
        DurableCounterStore node = node();
        set(node, "key", state(1));
        await(() -> threads() == 1);

        node.close();

        await(() -> threads() == 0);
    }

    @Test
    void counters_of_other_policies_never_reach_the_database() {
        DurableCounterStore node = node();
        Counters others = node.counters("search", MEMORY_MILLIS, MAX_KEYS);
        assertThat(others).isSameAs(grid.counters("search", MEMORY_MILLIS, MAX_KEYS));
        join(others.compareAndSet("key", null, state(1)));

        node.round();

        assertThat(database.rows("shop", "search")).isEmpty();
    }

    @Test
    void no_operation_is_done_before_the_database_has_been_read() {
        DurableCounterStore before = node();
        set(before, "key", state(5));
        before.round();
        stopAllNodes();
        CountDownLatch slow = new CountDownLatch(1);
        database.before(() -> waitFor(slow));

        Counters counters = opened(create(database, PATIENCE));
        CompletableFuture<long[]> read = counters.get("key").toCompletableFuture();
        CompletableFuture<Boolean> stored =
                counters.compareAndSet("key", null, state(1)).toCompletableFuture();
        assertThat(List.of(read, stored)).noneMatch(CompletableFuture::isDone);
        slow.countDown();

        assertThat(join(read)).containsExactly(5);
        assertThat(join(stored)).isFalse();
    }

    @Test
    void counters_that_are_in_the_grid_are_not_read_again() {
        DurableCounterStore first = node();
        set(first, "key", state(5));
        first.round();
        database.execute("UPDATE throttled_counter SET partition_key = 'other'");

        assertThat(get(node(), "other")).isNull();
    }

    @Test
    void a_state_in_the_grid_is_never_replaced_by_a_row() {
        DurableCounterStore first = node();
        set(first, "key", state(5));
        set(first, "lost", state(7));
        first.round();
        replace(first, "key", state(5), state(6));
        inGrid().remove("lost");
        Counters marks =
                grid.counters(
                        DurableCounterStore.MARKS,
                        DurableCounterStore.MARKS_MEMORY_MILLIS,
                        MAX_KEYS);
        join(marks.remove(POLICY + '/' + MEMORY_MILLIS));

        DurableCounterStore second = node();

        assertThat(get(second, "key")).containsExactly(6);
        assertThat(get(second, "lost")).containsExactly(7);
    }

    @Test
    void what_the_grid_lost_with_two_nodes_is_read_again() {
        grid.setMembers(3);
        DurableCounterStore survivor = node();
        set(survivor, "key", state(5));
        survivor.round();
        inGrid().remove("key");

        grid.setMembers(2);
        survivor.round();
        assertThat(get(survivor, "key")).isNull();

        grid.setMembers(3);
        survivor.round();
        grid.setMembers(1);
        survivor.round();

        assertThat(get(survivor, "key")).containsExactly(5);
    }

    @Test
    void a_key_that_was_forgotten_on_purpose_stays_forgotten() {
        DurableCounterStore node = node();
        set(node, "key", state(5));
        set(node, "other", state(6));
        node.round();

        join(opened(node).remove("key"));
        node.round();
        stopAllNodes();

        DurableCounterStore next = node();
        assertThat(get(next, "key")).isNull();
        assertThat(get(next, "other")).containsExactly(6);
    }

    @Test
    void a_key_that_the_grid_lost_is_written_as_this_node_has_stored_it_last() {
        DurableCounterStore node = node();
        set(node, "key", state(5));
        node.round();
        replace(node, "key", state(5), state(6));
        inGrid().remove("key");

        node.round();

        assertThat(database.rows("shop", POLICY)).containsExactly(entry("key", "6"));
    }

    @Test
    void of_two_nodes_that_write_a_row_the_later_state_wins() throws SQLException {
        CounterTable here = table();
        CounterTable there = table();
        write(here, "key", keys -> Map.of("key", state(1)));

        Set<String> lost =
                writeOvertaken(
                        here, () -> writeQuietly(there, "key", other -> Map.of("key", state(3))));

        assertThat(lost).containsExactly("key");
        assertThat(database.rows("shop", POLICY)).containsExactly(entry("key", "3"));
    }

    @Test
    void of_two_nodes_that_insert_a_row_the_later_state_wins() {
        CounterTable there = table();
        DurableCounterStore here =
                create(
                        database,
                        PATIENCE,
                        () -> writeQuietly(there, "key", other -> Map.of("key", state(1))));
        set(here, "key", state(2));

        here.round();

        assertThat(database.rows("shop", POLICY)).containsExactly(entry("key", "2"));
    }

    @Test
    void a_row_that_was_deleted_and_inserted_again_is_another_one() throws SQLException {
        CounterTable here = table();
        CounterTable there = table();
        write(here, "key", keys -> Map.of("key", state(1)));

        Set<String> lost =
                writeOvertaken(
                        here,
                        () -> {
                            writeQuietly(there, "key", other -> Map.of());
                            writeQuietly(there, "key", other -> Map.of("key", state(3)));
                        });

        assertThat(lost).containsExactly("key");
        assertThat(database.rows("shop", POLICY)).containsExactly(entry("key", "3"));
    }

    @Test
    void nodes_that_write_all_the_time_end_with_what_the_grid_holds() {
        DurableCounterStore here = node();
        DurableCounterStore there = node();
        AtomicBoolean counting = new AtomicBoolean(true);
        List<CompletableFuture<Void>> writers =
                List.of(
                        onThread(() -> writeWhile(counting, here)),
                        onThread(() -> writeWhile(counting, there)));
        List<CompletableFuture<Void>> callers =
                List.of(onThread(() -> count(here, 200)), onThread(() -> count(there, 200)));

        callers.forEach(DurableCounterStoreContract::join);
        counting.set(false);
        writers.forEach(DurableCounterStoreContract::join);
        here.round();
        there.round();

        assertThat(database.rows("shop", POLICY))
                .containsExactly(entry("a", "400"), entry("b", "400"));
    }

    @Test
    void rows_of_another_application_are_its_own() {
        DurableCounterStore node = node();
        set(node, "key", state(1));
        node.round();
        stopAllNodes();

        CounterTable table = new CounterTable(database, "shop2");
        DurableCounterStore other = new DurableCounterStore(grid, table, durability(), PATIENCE);
        nodes.add(other);

        assertThat(get(other, "key")).isNull();
    }

    @Test
    void every_key_and_every_state_comes_back_as_it_was() {
        List<String> keys =
                List.of(
                        "",
                        "user:Zoë O'Neil %00e9",
                        "user:'; DROP TABLE throttled_counter; --",
                        "user:\ud83e\udd89",
                        "header:#" + "%".repeat(119),
                        "user:" + "ü".repeat(123));
        long[] largest =
                LongStream.concat(
                                LongStream.of(Long.MAX_VALUE),
                                LongStream.range(0, 6000).map(i -> i << 50))
                        .toArray();
        DurableCounterStore node = node();
        keys.forEach(key -> set(node, key, largest));
        node.round();

        stopAllNodes();

        DurableCounterStore next = node();
        assertThat(keys).allSatisfy(key -> assertThat(get(next, key)).isEqualTo(largest));
    }

    @Test
    void rows_that_nobody_has_written_are_skipped() {
        DurableCounterStore node = node();
        set(node, "key", state(5));
        set(node, "broken", state(6));
        set(node, "wrong", state(7));
        node.round();
        database.execute(
                "UPDATE throttled_counter SET state = 'six' WHERE partition_key = 'broken'");
        database.execute(
                "UPDATE throttled_counter SET partition_key = 'half%0' WHERE partition_key = 'wrong'");
        stopAllNodes();

        try (LogCapture log = LogCapture.of(ReadBack.class)) {
            assertThat(get(node(), "key")).containsExactly(5);

            assertThat(log.lines(Level.INFO))
                    .containsExactly(
                            "Throttled has read 1 counters of policy 'export' from the database.");
            assertThat(log.lines(Level.WARNING))
                    .containsExactly(
                            "2 rows of policy 'export' in the table throttled_counter are nothing"
                                    + " that Throttled has written; these counters begin anew.");
        }
    }

    @Test
    void rows_go_a_day_after_they_can_be_forgotten() {
        DurableCounterStore node = node();
        set(node, "old", state(1));
        node.round();
        clock.addAndGet(MEMORY_MILLIS);
        set(node, "new", state(2));
        node.round();

        clock.addAndGet(Duration.ofDays(1).toMillis());
        cleanTwice(node);
        assertThat(database.rows("shop", POLICY)).containsOnlyKeys("old", "new");
        clock.addAndGet(1);
        node.clean();

        assertThat(database.rows("shop", POLICY)).containsOnlyKeys("new");
    }

    @Test
    void rows_that_can_be_forgotten_are_not_read() {
        DurableCounterStore node = node();
        set(node, "key", state(1));
        node.round();
        clock.addAndGet(MEMORY_MILLIS + Duration.ofDays(1).toMillis() + 1);

        stopAllNodes();

        assertThat(get(node(), "key")).isNull();
    }

    @Test
    void more_keys_than_are_written_at_once_are_all_written() {
        int many = 2 * WriteBehind.BATCH + 7;
        DurableCounterStore node = create(database, PATIENCE);
        Counters counters = node.counters(POLICY, MEMORY_MILLIS, many);
        IntStream.range(0, many)
                .forEach(i -> join(counters.compareAndSet("key-" + i, null, state(i))));

        node.round();

        assertThat(database.rows("shop", POLICY)).hasSize(many).containsEntry("key-406", "406");
    }

    @Test
    void a_failing_database_disturbs_no_counter_and_is_told_once() {
        DurableCounterStore node = node();
        set(node, "key", state(1));
        node.round();
        try (LogCapture log = LogCapture.of(DatabaseHealth.class)) {
            database.setDown(true);
            for (int i = 1; i < 5; i++) {
                assertThat(replace(node, "key", state(i), state(i + 1))).isTrue();
                node.round();
                node.clean();
            }
            assertThat(log.lines(Level.WARNING))
                    .containsExactly(
                            "The database of throttled.data-source = jdbc/quotas fails: the"
                                    + " database is down. Limits are enforced as before, and"
                                    + " changes of durable counters are written when it is back;"
                                    + " until then they are lost if all nodes stop.");

            database.setDown(false);
            node.round();
            node.round();

            assertThat(database.rows("shop", POLICY)).containsExactly(entry("key", "5"));
            assertThat(log.lines(Level.INFO))
                    .containsExactly(
                            "The database of throttled.data-source = jdbc/quotas is back; durable"
                                    + " counters are written again, without 0 changes that were"
                                    + " too many to remember.");
            assertThat(log.size()).isEqualTo(2);
        }
    }

    @Test
    void no_more_changes_wait_for_the_database_than_there_may_be_keys() {
        DurableCounterStore node = node();
        try (LogCapture log = LogCapture.of(DatabaseHealth.class)) {
            database.setDown(true);
            Counters counters = opened(node);
            grid.counters(POLICY, MEMORY_MILLIS, 2 * MAX_KEYS);
            for (int i = 0; i < MAX_KEYS + 3; i++) {
                join(counters.compareAndSet("key-" + i, null, state(i)));
            }
            node.round();
            database.setDown(false);
            node.round();

            assertThat(database.rows("shop", POLICY)).hasSize(MAX_KEYS);
            assertThat(log.lines(Level.INFO).get(0)).contains("without 3 changes");
        }
    }

    @Test
    void what_the_grid_does_not_tell_is_written_later() {
        DurableCounterStore node = node();
        set(node, "key", state(1));

        grid.setDown(true);
        node.round();
        grid.setDown(false);
        node.round();

        assertThat(database.rows("shop", POLICY)).containsExactly(entry("key", "1"));
    }

    @Test
    void a_deployment_fails_if_the_database_cannot_be_read() {
        database.setDown(true);
        DurableCounterStore node = create(database, PATIENCE);
        opened(node);

        assertThatIllegalStateException()
                .isThrownBy(node::awaitUsable)
                .withMessage(
                        "throttled.data-source = jdbc/quotas: the counters of durable policies"
                                + " cannot be read from there: the database is down");
    }

    @Test
    void a_deployment_does_not_wait_for_a_database_that_hangs() {
        CountDownLatch hanging = new CountDownLatch(1);
        database.before(() -> waitFor(hanging));
        DurableCounterStore node = create(database, Duration.ofMillis(20));
        opened(node);

        assertThatIllegalStateException()
                .isThrownBy(node::awaitUsable)
                .withMessageEndingWith("the database does not answer");
        node.close();
        hanging.countDown();
        await(() -> threads() == 0);
    }

    @Test
    void a_node_that_joins_others_needs_no_database_to_start() {
        set(node(), "key", state(1));
        database.setDown(true);

        DurableCounterStore joining = create(database, PATIENCE);

        assertThat(get(joining, "key")).containsExactly(1);
        assertThatCode(joining::awaitUsable).doesNotThrowAnyException();
    }

    @Test
    void a_policy_that_is_opened_later_begins_anew_if_the_database_fails_and_is_read_when_it_can() {
        DurableCounterStore before = node();
        set(before, "key", state(5));
        before.round();
        stopAllNodes();
        database.setDown(true);

        DurableCounterStore node = create(database, PATIENCE);
        assertThat(get(node, "key")).isNull();
        database.setDown(false);
        node.round();

        assertThat(get(node, "key")).containsExactly(5);
    }

    @Test
    void a_policy_whose_windows_have_changed_takes_its_counters_along() {
        DurableCounterStore node = node();
        set(node, "key", state(5));

        Counters changed = node.counters(POLICY, 2 * MEMORY_MILLIS, MAX_KEYS);

        assertThat(join(changed.get("key"))).containsExactly(5);
    }

    @Test
    void a_table_that_is_there_needs_no_power_to_create_one() {
        database.execute(CounterTable.DDL);
        allow();
        DurableCounterStore node = create(powerless(), PATIENCE);
        set(node, "key", state(1));

        node.round();

        assertThat(database.rows("shop", POLICY)).containsExactly(entry("key", "1"));
    }

    @Test
    void a_table_that_cannot_be_created_is_an_error_that_shows_how_to() {
        DurableCounterStore node = create(powerless(), PATIENCE);
        opened(node);

        assertThatIllegalStateException()
                .isThrownBy(node::awaitUsable)
                .withMessageStartingWith("throttled.data-source = jdbc/quotas: ")
                .withMessageContaining("there is no table throttled_counter that can be used")
                .withMessageEndingWith(CounterTable.DDL);
    }

    @Test
    void nodes_that_start_together_create_one_table() {
        List<DurableCounterStore> together =
                IntStream.range(0, 4).mapToObj(i -> create(database, PATIENCE)).toList();
        together.forEach(DurableCounterStoreContract::opened);

        assertThat(together)
                .allSatisfy(node -> assertThatCode(node::awaitUsable).doesNotThrowAnyException());
    }

    @Test
    void a_table_that_somebody_has_dropped_is_created_again() {
        DurableCounterStore node = node();
        database.execute("DROP TABLE " + CounterTable.NAME);
        set(node, "key", state(1));

        node.round();
        node.round();

        assertThat(database.rows("shop", POLICY)).containsExactly(entry("key", "1"));
    }

    /** The first time it finds a clock that has leapt. */
    private static void cleanTwice(DurableCounterStore node) {
        node.clean();
        node.clean();
    }

    /** Lets the powerless user work with the table. */
    private void allow() {
        database.execute("GRANT SELECT, INSERT, UPDATE, DELETE ON throttled_counter TO powerless");
    }

    /** A node that another one overtakes once, when it has looked at the table and will write. */
    private DurableCounterStore create(DataSource source, Duration patience, Runnable other) {
        AtomicBoolean done = new AtomicBoolean();
        CounterTable overtaken =
                new CounterTable(source, "shop") {
                    @Override
                    Set<String> write(
                            String policy,
                            SortedMap<String, KeyChange> keys,
                            LiveCounters live,
                            GridLineage lineage,
                            long forgetAfterMillis)
                            throws SQLException {
                        if (done.compareAndSet(false, true)) {
                            return super.write(
                                    policy,
                                    keys,
                                    live(
                                            asked -> {
                                                other.run();
                                                return live.states(asked);
                                            }),
                                    lineage,
                                    forgetAfterMillis);
                        }
                        return super.write(policy, keys, live, lineage, forgetAfterMillis);
                    }
                };
        DurableCounterStore node = new DurableCounterStore(grid, overtaken, durability(), patience);
        nodes.add(node);
        return node;
    }

    private CounterTable table() {
        return new CounterTable(database, "shop");
    }

    private static Set<String> write(
            CounterTable table,
            String key,
            Function<Collection<String>, Map<String, long[]>> states)
            throws SQLException {
        return table.write(
                POLICY,
                new TreeMap<>(Map.of(key, KeyChange.FORGOTTEN)),
                live(states),
                LINEAGE,
                Long.MAX_VALUE);
    }

    private static LiveCounters live(Function<Collection<String>, Map<String, long[]>> states) {
        return new LiveCounters() {
            @Override
            public Map<String, long[]> states(Collection<String> keys) {
                return states.apply(keys);
            }

            @Override
            public void merge(Map<String, long[]> others) {
                assertThat(others).isEmpty();
            }

            @Override
            public long[] stricter(long[] state, long[] other) {
                return state;
            }
        };
    }

    /** Writes a state that is older than what the other one writes meanwhile. */
    private static Set<String> writeOvertaken(CounterTable table, Runnable other)
            throws SQLException {
        return write(
                table,
                "key",
                keys -> {
                    other.run();
                    return Map.of("key", state(2));
                });
    }

    private static void writeQuietly(
            CounterTable table,
            String key,
            Function<Collection<String>, Map<String, long[]>> states) {
        try {
            assertThat(write(table, key, states)).isEmpty();
        } catch (SQLException e) {
            throw new AssertionError(e);
        }
    }

    private static void count(DurableCounterStore node, int times) {
        for (int i = 0; i < times; i++) {
            increment(node, "a");
            increment(node, "b");
        }
    }

    private static void increment(DurableCounterStore node, String key) {
        boolean done = false;
        while (!done) {
            long[] seen = get(node, key);
            done = replace(node, key, seen, state(seen == null ? 1 : seen[0] + 1));
        }
    }

    private static void writeWhile(AtomicBoolean wanted, DurableCounterStore node) {
        while (wanted.get()) {
            node.round();
        }
    }
}
