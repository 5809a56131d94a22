package io.github.throttled.internal.store.jdbc;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalStateException;
import static org.assertj.core.api.Assertions.entry;

import io.github.throttled.LogCapture;
import io.github.throttled.internal.store.Counters;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

import java.time.Duration;
import java.util.Map;
import java.util.logging.Level;
import java.util.stream.IntStream;

/** What becomes of durable counters when something is too small, wrong or gone. */
abstract class DurableFaultsContract extends DurableNodes {

    @Test
    void exhausted_quotas_come_back_also_where_there_is_no_room_for_new_keys() {
        writeRows(3 * MAX_KEYS);
        stopAllNodes();

        DurableCounterStore next = node();

        assertThat(IntStream.range(0, 3 * MAX_KEYS).filter(i -> i % 2 == 0))
                .allSatisfy(i -> assertThat(get(next, "key-" + i)).containsExactly(QUOTA));
        assertThat(get(next, "new")).isNull();
        assertThat(replace(next, "new", null, state(1))).isTrue();
    }

    @Test
    void a_single_node_keeps_the_rows_of_the_nodes_that_were_there_before() {
        writeRows(3 * MAX_KEYS);
        stopAllNodes();

        DurableCounterStore next = node();
        next.clean();

        assertThat(database.rows("shop", POLICY)).hasSize(3 * MAX_KEYS);
    }

    @Test
    void of_more_rows_than_ten_full_nodes_have_the_longest_unchanged_go_but_none_that_limits() {
        DurableCounterStore node = node();
        Counters many = node.counters(POLICY, MEMORY_MILLIS, 20 * MAX_KEYS, RANK);
        IntStream.range(0, 20).forEach(i -> add(many, "limited-" + i, QUOTA));
        IntStream.range(0, 80).forEach(i -> add(many, "old-" + i, 1));
        node.round();
        clock.incrementAndGet();
        IntStream.range(0, 10 * MAX_KEYS).forEach(i -> add(many, "young-" + i, 1));
        node.round();
        opened(node);

        node.clean();

        Map<String, String> rows = database.rows("shop", POLICY);
        assertThat(rows).hasSize(10 * MAX_KEYS);
        assertThat(rows.keySet()).noneMatch(key -> key.startsWith("old-"));
        assertThat(IntStream.range(0, 20)).allMatch(i -> rows.containsKey("limited-" + i));
    }

    @Test
    void counters_of_which_one_could_not_be_stored_are_read_again() {
        DurableCounterStore before = node();
        set(before, "a", state(1));
        set(before, "b", state(2));
        before.round();
        stopAllNodes();

        grid.setDown("b"::equals);
        DurableCounterStore failing = create(database, PATIENCE);
        opened(failing);
        assertThatIllegalStateException().isThrownBy(failing::awaitUsable);
        grid.setDown(false);

        assertThat(get(node(), "b")).containsExactly(2);
        failing.round();
        failing.awaitUsable();
    }

    @Test
    void what_the_grid_lost_with_two_nodes_is_read_when_the_database_is_back() {
        grid.setMembers(3);
        DurableCounterStore survivor = node();
        Counters one = survivor.counters("export/1", MEMORY_MILLIS, MAX_KEYS, RANK);
        Counters two = survivor.counters("export/2", MEMORY_MILLIS, MAX_KEYS, RANK);
        add(one, "key", 5);
        add(two, "key", 6);
        survivor.round();
        join(grid.counters("export/1", MEMORY_MILLIS, MAX_KEYS, RANK).remove("key"));
        join(grid.counters("export/2", MEMORY_MILLIS, MAX_KEYS, RANK).remove("key"));

        grid.setMembers(1);
        database.setDown(true);
        survivor.round();
        database.setDown(false);
        survivor.round();

        assertThat(join(one.get("key"))).containsExactly(5);
        assertThat(join(two.get("key"))).containsExactly(6);
    }

    @Test
    void a_newcomer_without_a_counter_of_its_own_gets_no_row() {
        DurableCounterStore node = node();
        IntStream.range(0, MAX_KEYS).forEach(i -> set(node, "limited-" + i, state(QUOTA)));
        node.round();
        set(node, "new-1", state(1));
        assertThat(replace(node, "new-2", state(1), state(QUOTA))).isTrue();
        assertThat(get(node, "new-3")).containsExactly(QUOTA);
        assertThat(join(opened(node).store("new-3", state(QUOTA), state(QUOTA))))
                .isEqualTo(Counters.Stored.SHARED);

        node.round();

        assertThat(database.rows("shop", POLICY))
                .hasSize(MAX_KEYS)
                .doesNotContainKeys("new-1", "new-2", "new-3");
    }

    @Test
    void newcomers_without_a_counter_of_their_own_take_no_room_of_changes_that_wait() {
        DurableCounterStore node = node();
        IntStream.range(0, MAX_KEYS - 1).forEach(i -> set(node, "limited-" + i, state(QUOTA)));
        node.round();
        set(node, "limited", state(QUOTA));
        set(node, "new", state(1));
        for (int i = 1; i < 2 * MAX_KEYS; i++) {
            assertThat(replace(node, "new-" + i, state(i), state(i + 1))).isTrue();
        }
        assertThat(replace(node, "limited-0", state(QUOTA), state(QUOTA + 1))).isTrue();

        node.round();

        assertThat(database.rows("shop", POLICY)).containsEntry("limited-0", "11");
    }

    @Test
    void a_key_that_begins_anew_though_it_has_a_row_becomes_the_stricter_of_both() {
        DurableCounterStore node = node();
        set(node, "key", state(7));
        node.round();
        inGrid().remove("key");
        set(node, "key", state(1));

        node.round();

        assertThat(database.rows("shop", POLICY)).containsExactly(entry("key", "7"));
        assertThat(get(node, "key")).containsExactly(7);
    }

    @Test
    void of_two_grids_over_one_table_the_stricter_state_survives() {
        TestGrid otherGrid = new TestGrid(clock::get);
        DurableCounterStore here = node();
        DurableCounterStore there = nodeOf(otherGrid);
        set(here, "key", state(QUOTA));
        here.round();
        set(there, "key", state(1));
        there.round();
        assertThat(database.rows("shop", POLICY)).containsExactly(entry("key", "10"));

        assertThat(get(there, "key")).containsExactly(QUOTA);
        stopAllNodes();

        assertThat(get(node(), "key")).containsExactly(QUOTA);
    }

    @Test
    void of_two_grids_none_overwrites_what_the_other_has_written_since_it_wrote_itself() {
        TestGrid otherGrid = new TestGrid(clock::get);
        DurableCounterStore here = node();
        DurableCounterStore there = nodeOf(otherGrid);
        set(there, "key", state(1));
        there.round();
        set(here, "key", state(QUOTA));
        here.round();

        replace(there, "key", state(1), state(2));
        there.round();

        assertThat(database.rows("shop", POLICY)).containsExactly(entry("key", "10"));
    }

    @Test
    void what_a_grid_that_starts_has_read_another_one_may_still_write() {
        DurableCounterStore here = node();
        set(here, "key", state(1));
        here.round();
        DurableCounterStore there = nodeOf(new TestGrid(clock::get));
        replace(here, "key", state(1), state(QUOTA));
        here.round();

        replace(there, "key", state(1), state(2));
        there.round();

        assertThat(database.rows("shop", POLICY)).containsExactly(entry("key", "10"));
    }

    @Test
    void the_parts_of_a_split_grid_do_not_overwrite_each_other() {
        grid.setMembers(2);
        DurableCounterStore here = node();
        set(here, "key", state(1));
        here.round();
        TestGrid otherPart = copyOfGrid("key");
        otherPart.setMembers(2);
        DurableCounterStore there = nodeOf(otherPart);
        grid.setMembers(1);
        otherPart.setMembers(1);

        replace(here, "key", state(1), state(QUOTA));
        here.round();
        replace(there, "key", state(1), state(2));
        there.round();

        assertThat(database.rows("shop", POLICY)).containsExactly(entry("key", "10"));
        assertThat(get(there, "key")).containsExactly(QUOTA);
    }

    @Test
    void a_counter_that_is_reset_after_a_restart_stays_so() {
        DurableCounterStore before = node();
        set(before, "key", state(QUOTA));
        before.round();
        stopAllNodes();

        DurableCounterStore one = node();
        DurableCounterStore two = node();
        assertThat(replace(one, "key", state(QUOTA), state(0))).isTrue();
        assertThat(replace(two, "key", state(0), state(1))).isTrue();
        two.round();
        one.round();
        stopAllNodes();

        assertThat(get(node(), "key")).containsExactly(1);
    }

    @Test
    void what_is_given_back_after_a_node_has_left_stays_so() {
        grid.setMembers(3);
        DurableCounterStore one = node();
        DurableCounterStore two = node();
        set(one, "key", state(QUOTA));
        one.round();
        grid.setMembers(2);

        replace(two, "key", state(QUOTA), state(3));
        two.round();

        assertThat(database.rows("shop", POLICY)).containsExactly(entry("key", "3"));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "ADD CONSTRAINT none CHECK (state <> '77777777')",
                "ALTER COLUMN state SET DATA TYPE VARCHAR(3)"
            })
    void a_row_that_the_database_rejects_keeps_no_other_row_away_and_is_told_once(String change) {
        DurableCounterStore node = node();
        database.execute("ALTER TABLE throttled_counter " + change);
        Counters one = node.counters("export/1", MEMORY_MILLIS, MAX_KEYS, RANK);
        Counters two = node.counters("export/2", MEMORY_MILLIS, MAX_KEYS, RANK);
        try (LogCapture log = LogCapture.of(WriteBehind.class)) {
            for (String policy : new String[] {"1", "2"}) {
                Counters counters = policy.equals("1") ? one : two;
                add(counters, "before", 1);
                add(counters, "rejected", 77_777_777);
                add(counters, "then", 2);
            }
            node.round();
            node.round();

            for (String policy : new String[] {"export/1", "export/2"}) {
                assertThat(database.rows("shop", policy)).containsOnlyKeys("before", "then");
            }
            assertThat(log.lines(Level.WARNING))
                    .hasSize(2)
                    .allMatch(line -> line.startsWith("The database does not take a row of policy"))
                    .allMatch(line -> line.contains("key hash dbbb147e, SQL state 2"))
                    .noneMatch(line -> line.contains("rejected"));

            join(one.compareAndSet("rejected", state(77_777_777), state(3)));
            node.round();
            assertThat(database.rows("shop", "export/1")).containsEntry("rejected", "3");
        }
    }

    @Test
    void a_state_that_the_grid_forgets_before_the_last_round_is_written_all_the_same() {
        DurableCounterStore node = node();
        set(node, "key", state(3));
        inGrid().remove("key");

        node.close();

        assertThat(database.rows("shop", POLICY)).containsExactly(entry("key", "3"));
    }

    @Test
    void a_node_that_is_stopped_while_others_leave_writes_what_the_grid_holds() {
        grid.setMembers(3);
        DurableCounterStore here = node();
        DurableCounterStore there = node();
        set(here, "key", state(3));
        replace(there, "key", state(3), state(4));
        grid.setDown(
                key -> {
                    if (key.equals("key")) {
                        grid.setMembers(2);
                    }
                    return false;
                });
        try (LogCapture log = LogCapture.of(DurableCounterStore.class)) {
            here.close();

            assertThat(log.size()).isZero();
        }
        assertThat(database.rows("shop", POLICY)).containsExactly(entry("key", "4"));
    }

    @Test
    void a_node_whose_grid_is_gone_writes_what_it_has_stored_and_says_so() {
        DurableCounterStore node = node();
        set(node, "key", state(3));
        grid.setDown(true);
        try (LogCapture log = LogCapture.of(DurableCounterStore.class)) {
            node.close();

            assertThat(log.lines(Level.WARNING))
                    .containsExactly(
                            "The grid does not answer while this node stops. 1 counters of policy"
                                    + " 'export' are written as this node has stored them last.");
        }
        assertThat(database.rows("shop", POLICY)).containsExactly(entry("key", "3"));
    }

    @Test
    void a_node_whose_grid_is_gone_does_not_write_less_than_another_node_has_written() {
        DurableCounterStore here = node();
        DurableCounterStore there = node();
        set(here, "key", state(3));
        replace(there, "key", state(3), state(QUOTA));
        there.round();
        grid.setDown(true);

        here.close();

        assertThat(database.rows("shop", POLICY)).containsExactly(entry("key", "10"));
    }

    @Test
    void a_node_whose_grid_is_gone_deletes_nothing_and_says_so() {
        DurableCounterStore node = node();
        set(node, "key", state(3));
        node.round();
        join(opened(node).remove("key"));
        grid.setDown(true);
        try (LogCapture log = LogCapture.of(DurableCounterStore.class)) {
            node.close();

            assertThat(log.lines(Level.WARNING)).hasSize(1);
        }
        assertThat(database.rows("shop", POLICY)).containsExactly(entry("key", "3"));
    }

    @Test
    void a_server_that_ends_its_grid_while_the_database_is_down_is_told_that_this_loses_changes() {
        DurableCounterStore node = node();
        set(node, "key", state(3));
        database.setDown(true);
        try (LogCapture log = LogCapture.of(DurableCounterStore.class)) {
            grid.shutDown();

            assertThat(log.lines(Level.WARNING).get(0)).contains("did not take the last changes");
        }
        database.setDown(false);
    }

    @Test
    void a_node_that_is_stopped_by_a_thread_that_is_interrupted_writes_what_it_has() {
        DurableCounterStore node = node();
        set(node, "key", state(3));
        database.before(Thread::yield);

        Thread.currentThread().interrupt();
        node.close();

        assertThat(Thread.interrupted()).isTrue();
        assertThat(database.rows("shop", POLICY)).containsExactly(entry("key", "3"));
    }

    @Test
    void a_clock_that_is_wrong_for_a_while_deletes_nothing() {
        DurableCounterStore node = node();
        set(node, "key", state(3));
        node.round();

        clock.addAndGet(Duration.ofDays(400).toMillis());
        node.clean();
        clock.addAndGet(-Duration.ofDays(400).toMillis());
        node.clean();
        node.clean();

        assertThat(database.rows("shop", POLICY)).containsExactly(entry("key", "3"));
    }

    @Test
    void rows_of_an_earlier_release_are_read_and_written() {
        DurableCounterStore before = node();
        set(before, "key", state(3));
        before.round();
        database.execute("UPDATE throttled_counter SET version = 4611686018427387905");
        stopAllNodes();

        DurableCounterStore node = node();
        assertThat(replace(node, "key", state(3), state(2))).isTrue();
        node.round();

        assertThat(database.rows("shop", POLICY)).containsExactly(entry("key", "2"));
    }

    /** Rows of which every other one is of an exhausted quota. */
    private void writeRows(int count) {
        DurableCounterStore node = node();
        Counters many = node.counters(POLICY, MEMORY_MILLIS, count, RANK);
        for (int i = 0; i < count; i++) {
            add(many, "key-" + i, i % 2 == 0 ? QUOTA : 1);
            if (i % 10 == 9) {
                node.round();
                clock.incrementAndGet();
            }
        }
        assertThat(database.rows("shop", POLICY)).hasSize(count);
    }

    /** The other part of a grid that is split, with what both had. */
    private TestGrid copyOfGrid(String key) {
        TestGrid copy = new TestGrid(clock::get);
        copy(inGrid(), copy.counters(POLICY, MEMORY_MILLIS, MAX_KEYS, RANK), key);
        Counters marks = marks(grid);
        copy(marks, marks(copy), "+grid");
        copy(marks, marks(copy), POLICY + '/' + MEMORY_MILLIS);
        return copy;
    }

    private static Counters marks(TestGrid grid) {
        return grid.counters(
                DurableCounterStore.MARKS, DurableCounterStore.MARKS_MEMORY_MILLIS, 10_000);
    }

    private static void copy(Counters from, Counters to, String key) {
        long[] state = join(from.get(key));
        if (state != null) {
            join(to.compareAndSet(key, null, state));
        }
    }

    private static void add(Counters counters, String key, long count) {
        assertThat(join(counters.compareAndSet(key, null, state(count)))).isTrue();
    }
}
