package io.github.throttled.internal.algorithm;

import static org.assertj.core.api.Assertions.assertThat;

import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Combinators;
import net.jqwik.api.EdgeCasesMode;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.PropertyDefaults;
import net.jqwik.api.Provide;

import org.junit.jupiter.api.Test;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** Two sides have counted for themselves: what they make of it together is as strict as either. */
@PropertyDefaults(edgeCases = EdgeCasesMode.NONE)
class JoinProperties {

    private static final long MINUTE = 60_000;
    private static final long NOW = 1_735_689_600_000L;

    /** What was called before, and then on each side; and how long after that it is asked for. */
    private record Split(History history, List<Integer> sides, List<Long> later) {

        private static final int BOTH = 0;

        Entry side(int side) {
            Entry entry = new Entry(history.limits());
            for (int i = 0; i < history.calls().size(); i++) {
                if (sides.get(i) == BOTH && i < history.calls().size() / 2
                        || sides.get(i) == side) {
                    entry.take(history.calls().get(i).time(), history.calls().get(i).permits());
                }
            }
            return entry;
        }

        long end() {
            return history.calls().stream().mapToLong(History.Call::time).max().orElse(0);
        }

        List<Long> costs() {
            List<Long> costs = new ArrayList<>(List.of(1L));
            history.rules().forEach(rule -> costs.add(rule.capacity()));
            history.rules().forEach(rule -> costs.add(rule.capacity() / 2 + 1));
            return costs;
        }
    }

    @Property
    void never_is_more_admitted_than_on_the_stricter_side(@ForAll("splits") Split split) {
        Entry one = split.side(1);
        Entry other = split.side(2);
        Entry joined = split.side(1);
        joined.join(split.end(), other.stored());

        for (long later : split.later()) {
            for (long cost : split.costs()) {
                long now = split.end() + later;
                long wait = joined.open(now).peek(cost).waitMillis();
                assertThat(wait)
                        .as("cost %d after %d ms", cost, later)
                        .isGreaterThanOrEqualTo(one.open(now).peek(cost).waitMillis())
                        .isGreaterThanOrEqualTo(other.open(now).peek(cost).waitMillis());
            }
        }
    }

    @Property
    void the_stricter_of_two_entries_admits_no_more_than_either_whatever_the_clock(
            @ForAll("splits") Split split) {
        Entry one = split.side(1);
        Entry other = split.side(2);
        Limits limits = split.history().limits();
        long[] stricter = limits.stricter(one.stored(), other.stored());
        Entry joined = new Entry(limits, stricter);

        for (long later : split.later()) {
            for (long cost : split.costs()) {
                long now = split.end() + later;
                assertThat(joined.open(now).peek(cost).waitMillis())
                        .as("cost %d after %d ms", cost, later)
                        .isGreaterThanOrEqualTo(one.open(now).peek(cost).waitMillis())
                        .isGreaterThanOrEqualTo(other.open(now).peek(cost).waitMillis());
            }
        }
        assertThat(limits.stricter(stricter, other.stored())).isEqualTo(stricter);
        assertThat(limits.stricter(stricter, null)).isSameAs(stricter);
        assertThat(limits.stricter(null, stricter)).isSameAs(stricter);
    }

    @Property
    void nobody_waits_longer_than_the_strategy_can(@ForAll("splits") Split split) {
        Entry joined = split.side(1);
        joined.join(split.end(), split.side(2).stored());

        for (long cost : split.costs()) {
            List<Verdict.Reading> readings = joined.open(split.end()).peek(cost).readings();
            for (int i = 0; i < readings.size(); i++) {
                long wait = readings.get(i).waitMillis();
                if (wait != Algorithm.NEVER) {
                    assertThat(wait)
                            .isLessThanOrEqualTo(split.history().rules().get(i).longestWait());
                }
            }
        }
    }

    @Property
    void whoever_joins_first_and_how_often_is_all_the_same(@ForAll("splits") Split split) {
        Entry one = split.side(1);
        Entry other = split.side(2);
        one.join(split.end(), other.stored());
        other.join(split.end(), split.side(1).stored());
        Entry again = new Entry(split.history().limits(), one.stored());
        again.join(split.end(), other.stored());

        assertThat(answers(other, split)).isEqualTo(answers(one, split));
        assertThat(again.stored()).isEqualTo(one.stored());
    }

    @Property
    void a_side_that_knows_nothing_changes_nothing(@ForAll("splits") Split split) {
        Entry one = split.side(1);
        long[] before = one.stored();

        one.join(split.end(), new Entry(split.history().limits()).stored());
        one.join(split.end(), new long[] {1, 2, 3});

        assertThat(one.stored()).isEqualTo(before);
    }

    @Test
    void a_log_keeps_the_younger_of_two_sides_permits() {
        Limits limits = Rule.limits(Rule.slidingLog(3, MINUTE));
        Entry one = new Entry(limits);
        Entry other = new Entry(limits);
        one.take(NOW, 2);
        other.take(NOW + 30_000, 1);
        one.join(NOW + 40_000, other.stored());

        // Not three: two are as many as on one side. One of them is as young as the other side's.
        assertThat(one.peek(NOW + 40_000, 2).waitMillis()).isEqualTo(20_000);
        assertThat(one.peek(NOW + 40_000, 3).waitMillis()).isEqualTo(50_000);
    }

    @Test
    void parts_of_a_window_that_are_too_much_together_can_still_be_read() {
        long most = Algorithm.MAX_QUOTA_TIMES_WINDOW / MINUTE;
        Limits limits = Rule.limits(Rule.segmentedWindow(most, MINUTE, 2));
        Entry one = new Entry(limits);
        Entry other = new Entry(limits);
        one.take(NOW, most);
        other.take(NOW + 40_000, most);
        one.join(NOW + 40_000, other.stored());

        assertThat(limits.canRead(one.stored())).isTrue();
        assertThat(one.peek(NOW + 40_000, 1).waitMillis())
                .isEqualTo(other.peek(NOW + 40_000, 1).waitMillis());
    }

    @Test
    void what_nodes_of_both_sides_hold_is_added_up() {
        Limits mine = new Limits(List.of(Algorithm.concurrency(5, 1)));
        Limits others = new Limits(List.of(Algorithm.concurrency(5, 2)));
        Entry one = new Entry(mine);
        Entry other = new Entry(others);
        one.take(NOW, 2);
        other.take(NOW, 2);
        one.join(NOW + 1, other.stored());
        one.join(NOW + 1, other.stored());

        assertThat(one.peek(NOW + 1, 1).readings().get(0).remaining()).isEqualTo(1);
    }

    @Test
    void whoever_is_banned_on_one_side_is_banned() {
        Limits limits =
                new Limits(
                        List.of(Algorithm.fixedWindow(1, MINUTE)),
                        Optional.of(new BanRule(1, 3_600_000)));
        Entry one = new Entry(limits);
        Entry other = new Entry(limits);
        one.take(NOW, 1);
        other.take(NOW, 1);
        other.take(NOW, 1);
        one.join(NOW + 1_000, other.stored());

        assertThat(one.peek(NOW + MINUTE, 1).waitMillis()).isEqualTo(3_600_000 - MINUTE);
    }

    private static List<Verdict> answers(Entry entry, Split split) {
        return split.costs().stream().map(cost -> entry.open(split.end()).peek(cost)).toList();
    }

    @Provide
    Arbitrary<Split> splits() {
        return Histories.ofPolicies()
                .flatMap(
                        history ->
                                Combinators.combine(
                                                Arbitraries.integers()
                                                        .between(0, 2)
                                                        .list()
                                                        .ofSize(history.calls().size()),
                                                later(history).list().ofSize(5))
                                        .as((sides, later) -> new Split(history, sides, later)));
    }

    private static Arbitrary<Long> later(History history) {
        return Arbitraries.of(history.rules())
                .flatMap(
                        rule ->
                                Arbitraries.longs()
                                        .between(0, Math.max(1, 2 * rule.windowMillis())));
    }
}
