package io.github.throttled.internal.algorithm;

import static org.assertj.core.api.Assertions.assertThat;

import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.EdgeCasesMode;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.PropertyDefaults;
import net.jqwik.api.Provide;

import org.junit.jupiter.api.Test;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** What was admitted elsewhere and is charged later counts as if it had been charged in time. */
@PropertyDefaults(edgeCases = EdgeCasesMode.NONE)
class LateChargeProperties {

    private static final long NOW = 1_735_689_600_000L;

    /**
     * A history, of which some calls are not charged until later.
     *
     * @param lateness how many calls follow until one is charged; 0 for those that are at once
     */
    record Delayed(History history, List<Integer> lateness) {}

    /** A call that was admitted, and the index of the call before which it is charged. */
    private record Owed(History.Call call, int due) {}

    @Property
    void what_is_charged_before_anything_else_is_counted_exactly(
            @ForAll("histories") History history) {
        Oracle oracle = new Oracle(history.rule());
        Entry entry = new Entry(history.limits());
        for (int i = 0; i < history.calls().size(); i++) {
            History.Call call = history.calls().get(i);
            boolean admitted = oracle.take(call.time(), call.permits()).waitMillis() == 0;
            if (i % 2 == 0) {
                assertThat(entry.take(call.time(), call.permits()).admitted())
                        .as("%s", call)
                        .isEqualTo(admitted);
            } else if (admitted) {
                entry.charge(call.permits(), call.time());
            }
        }
    }

    /** The oracle knows everything in time; the entry admits nobody whom the oracle would not. */
    @Property
    void however_late_it_is_charged_nobody_is_admitted_who_would_not_have_been(
            @ForAll("delayed") Delayed delayed) {
        List<History.Call> calls = delayed.history().calls();
        Oracle oracle = new Oracle(delayed.history().rule());
        Entry entry = new Entry(delayed.history().limits());
        List<Owed> owed = new ArrayList<>();
        for (int i = 0; i < calls.size(); i++) {
            charge(entry, owed, i);
            History.Call call = calls.get(i);
            int late = delayed.lateness().get(i);
            if (late > 0) {
                if (admits(oracle, call)) {
                    owed.add(new Owed(call, i + late));
                }
            } else if (!owed.isEmpty()) {
                // Only what does not depend on what the entry does not know yet.
                if (entry.peek(call.time(), call.permits()).admitted() && admits(oracle, call)) {
                    entry.take(call.time(), call.permits());
                }
            } else if (entry.take(call.time(), call.permits()).admitted()) {
                assertThat(admits(oracle, call)).as("%s", call).isTrue();
            }
        }
    }

    @Property
    void it_never_makes_room(@ForAll("histories") History history) {
        Entry entry = new Entry(history.limits());
        for (int i = 0; i < history.calls().size(); i++) {
            History.Call call = history.calls().get(i);
            entry.take(call.time(), call.permits());
            long before = room(entry, call.time());
            History.Call earlier = history.calls().get(i / 2);

            entry.charge(earlier.permits(), earlier.time());

            assertThat(room(entry, call.time())).isLessThanOrEqualTo(before);
        }
    }

    @Property
    void however_much_it_is_it_is_forgotten_when_an_entry_is(@ForAll("histories") History history) {
        Entry entry = new Entry(history.limits());
        long now = 0;
        for (History.Call call : history.calls()) {
            entry.charge(call.permits(), call.time());
            now = call.time();
        }
        long wait = entry.peek(now, 1).waitMillis();

        assertThat(wait).isBetween(0L, history.limits().memoryMillis());
        assertThat(entry.peek(now + wait, 1).admitted()).isTrue();
        assertThat(wait > 0 && entry.peek(now + wait - 1, 1).admitted()).isFalse();
    }

    @Test
    void a_window_that_is_over_owes_nothing() {
        Entry entry = new Entry(Rule.limits(Rule.fixedWindow(5, 1_000)));
        entry.take(NOW + 1_000, 1);

        entry.charge(5, NOW);

        assertThat(room(entry, NOW + 1_000)).isEqualTo(4);
    }

    @Test
    void a_bucket_that_was_not_changed_since_has_drained_since() {
        Entry entry = new Entry(Rule.limits(Rule.tokenBucket(10, 10_000)));
        entry.take(NOW, 2);

        entry.charge(4, NOW + 1_000);

        // 2, of which 1 drained, and 4 more.
        assertThat(room(entry, NOW + 1_000)).isEqualTo(5);
        assertThat(room(entry, NOW + 4_000)).isEqualTo(8);
    }

    @Test
    void a_log_finds_their_place() {
        Entry entry = new Entry(Rule.limits(Rule.slidingLog(5, 1_000)));
        entry.take(NOW, 1);
        entry.take(NOW + 200, 1);

        entry.charge(2, NOW + 100);

        assertThat(room(entry, NOW + 200)).isEqualTo(1);
        assertThat(room(entry, NOW + 1_000)).isEqualTo(2);
        assertThat(room(entry, NOW + 1_099)).isEqualTo(2);
        assertThat(room(entry, NOW + 1_100)).isEqualTo(4);
    }

    @Test
    void more_than_the_quota_exhausts_it() {
        List<Rule> rules =
                List.of(
                        Rule.fixedWindow(5, 1_000),
                        Rule.slidingWindow(5, 1_000),
                        Rule.segmentedWindow(5, 1_000, 4),
                        Rule.slidingLog(5, 1_000),
                        Rule.tokenBucket(5, 1_000),
                        Rule.leakyBucket(5, 1_000, 3));
        for (Rule rule : rules) {
            Entry entry = new Entry(Rule.limits(rule));

            entry.charge(Long.MAX_VALUE, NOW);
            entry.charge(7, NOW);

            assertThat(entry.take(NOW, 1).admitted()).as("%s", rule).isFalse();
        }
    }

    @Test
    void nobody_is_let_off_a_ban_or_banned() {
        Limits limits =
                new Limits(
                        List.of(Algorithm.fixedWindow(1, 1_000)),
                        Optional.of(new BanRule(1, 60_000)));
        Entry entry = new Entry(limits);
        entry.charge(3, NOW);
        assertThat(entry.peek(NOW, 1).waitMillis()).isEqualTo(1_000);
        entry.take(NOW, 1);

        entry.charge(1, NOW);

        assertThat(entry.peek(NOW + 30_000, 1).waitMillis()).isEqualTo(30_000);
    }

    private static void charge(Entry entry, List<Owed> owed, int now) {
        owed.stream()
                .filter(debt -> debt.due() <= now)
                .forEach(debt -> entry.charge(debt.call().permits(), debt.call().time()));
        owed.removeIf(debt -> debt.due() <= now);
    }

    private static boolean admits(Oracle oracle, History.Call call) {
        return oracle.take(call.time(), call.permits()).waitMillis() == 0;
    }

    private static long room(Entry entry, long now) {
        return entry.peek(now, 1).readings().stream()
                .mapToLong(Verdict.Reading::remaining)
                .min()
                .orElseThrow();
    }

    @Provide
    Arbitrary<History> histories() {
        return Histories.inOrder();
    }

    @Provide
    Arbitrary<Delayed> delayed() {
        return Histories.inOrder()
                .flatMap(
                        history ->
                                Arbitraries.of(0, 0, 1, 2, 3, 5)
                                        .list()
                                        .ofSize(history.calls().size())
                                        .map(lateness -> new Delayed(history, lateness)));
    }
}
