package io.github.throttled.internal.engine.combining;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

import java.util.List;

/** The book of debts. */
class DebtsTest {

    private static final String KEY = "user:alice";
    private static final long MINUTE = 60_000;

    private final Debts debts = new Debts(3);

    @BeforeEach
    void remember() {
        debts.remember(MINUTE);
    }

    @Test
    void what_was_admitted_at_one_instant_is_one_debt() {
        owe(KEY, 2, 1_000);
        owe(KEY, 3, 1_000);
        owe(KEY, 1, 2_000);

        assertThat(debts.take(KEY).taken())
                .containsExactly(new Debts.Taken(5, 1_000), new Debts.Taken(1, 2_000));
        assertThat(debts.take(KEY)).isNull();
    }

    @Test
    void however_many_instants_there_are_few_are_remembered_and_every_permit() {
        for (int i = 0; i < 1_000; i++) {
            owe(KEY, 1, i * 10);
        }

        List<Debts.Taken> taken = debts.take(KEY).taken();

        assertThat(taken).hasSizeLessThanOrEqualTo(Debts.MOST_TIMES);
        assertThat(taken.stream().mapToLong(Debts.Taken::permits).sum()).isEqualTo(1_000);
        assertThat(taken).isSortedAccordingTo((a, b) -> Long.compare(a.atMillis(), b.atMillis()));
        assertThat(taken.get(taken.size() - 1).atMillis()).isEqualTo(9_990);
    }

    @Test
    void what_is_merged_counts_for_longer_and_not_for_much_longer() {
        // One instant in each second of a minute, and what one of them owes at most.
        for (int i = 0; i < 60; i++) {
            owe(KEY, 1, i * 1_000);
        }

        assertThat(debts.take(KEY).taken())
                .hasSizeLessThanOrEqualTo(Debts.MOST_TIMES)
                .allSatisfy(
                        taken -> {
                            long spread = taken.atMillis() - taken.sinceMillis();
                            assertThat(spread).isLessThanOrEqualTo(MINUTE / 8);
                            assertThat(taken.permits()).isEqualTo(1 + spread / 1_000);
                        });
    }

    @Test
    void what_counters_do_not_remember_is_forgotten() {
        owe(KEY, 1, 0);
        owe(KEY, 1, 1_000);
        owe(KEY, 1, MINUTE + 1_000);

        assertThat(debts.take(KEY).taken())
                .containsExactly(new Debts.Taken(1, 1_000), new Debts.Taken(1, MINUTE + 1_000));
    }

    @Test
    void keys_whose_debt_is_too_old_leave() {
        owe("old", 1, 0);
        owe("new", 1, 1_000);

        assertThat(debts.some(10, MINUTE + 1, key -> true)).containsExactly("new");
        assertThat(debts.take("old")).isNull();
    }

    @Test
    void there_are_no_more_keys_than_counters() {
        for (int i = 0; i < 10; i++) {
            owe("key" + i, 1, 0);
        }

        assertThat(debts.some(100, 0, key -> true)).hasSize(3);
    }

    @Test
    void what_was_not_written_down_need_not_be_given_back() {
        for (int i = 0; i < 3; i++) {
            owe("key" + i, 1, 0);
        }
        Submission call = owe(KEY, 1, 0);

        assertThat(debts.forgive(KEY, call)).isTrue();
    }

    @Test
    void what_a_round_has_taken_out_cannot_be_forgiven() {
        Submission call = owe(KEY, 1, 0);
        debts.take(KEY);

        assertThat(debts.forgive(KEY, call)).isFalse();
    }

    @Test
    void what_is_forgiven_is_not_owed() {
        owe(KEY, 1, 0);
        Submission call = owe(KEY, 2, 0);

        assertThat(debts.forgive(KEY, call)).isTrue();

        assertThat(debts.take(KEY).taken()).containsExactly(new Debts.Taken(1, 0));
    }

    @Test
    void what_the_store_has_charged_before_is_not_owed() {
        Submission call = Submission.of(CounterOperation.take(1));
        debts.chargedLate(KEY, call, 0);

        debts.owe(KEY, call, 0);

        assertThat(debts.areNone()).isTrue();
        assertThat(debts.forgive(KEY, call)).isFalse();
    }

    @Test
    void what_the_store_has_charged_since_is_not_owed_any_more() {
        Submission call = owe(KEY, 1, 0);

        debts.chargedLate(KEY, call, 0);

        assertThat(debts.areNone()).isTrue();
    }

    @Test
    void what_comes_back_joins_what_is_there() {
        owe(KEY, 1, 2_000);
        Debts.Debt taken = debts.take(KEY);
        owe(KEY, 2, 1_000);

        debts.restore(KEY, taken);

        assertThat(debts.take(KEY).taken())
                .containsExactly(new Debts.Taken(2, 1_000), new Debts.Taken(1, 2_000));
    }

    @Test
    void where_nothing_is_owed_nothing_is_written_down() {
        Debts none = Debts.none();

        none.owe(KEY, Submission.of(CounterOperation.take(1)), 0);

        assertThat(none.areNone()).isTrue();
    }

    private Submission owe(String key, long permits, long atMillis) {
        Submission call = Submission.of(CounterOperation.take(permits));
        debts.owe(key, call, atMillis);
        return call;
    }
}
