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

import java.util.List;

/** What a call took comes back, and never more than that. */
@PropertyDefaults(edgeCases = EdgeCasesMode.NONE)
class GiveBackTest {

    private static final long NOW = 1_735_689_600_000L;

    /** A history of admitted calls, of which one is undone at the end. */
    record Undone(History history, int index) {}

    @Property
    void what_is_given_back_at_once_was_never_taken(@ForAll("policies") History history) {
        Entry entry = new Entry(history.limits());
        for (History.Call call : history.calls()) {
            Counter counter = entry.open(call.time());
            long[] before = counter.toStored();
            Verdict verdict = counter.take(call.permits());
            if (verdict.admitted()) {
                counter.giveBack(call.permits(), verdict.atMillis());
                assertThat(counter.toStored()).as("after %s", call).isEqualTo(before);
            }
            entry.take(call.time(), call.permits());
        }
    }

    @Property
    void giving_back_leaves_no_more_room_than_if_nothing_had_been_taken(
            @ForAll("undone") Undone undone) {
        History history = undone.history();
        Entry with = new Entry(history.limits());
        Entry without = new Entry(history.limits());
        Verdict taken = null;
        for (int i = 0; i < history.calls().size(); i++) {
            History.Call call = history.calls().get(i);
            boolean isUndone = i == undone.index();
            Verdict verdict = with.take(call.time(), call.permits());
            if (isUndone) {
                taken = verdict;
            } else if (verdict.admitted()) {
                without.take(call.time(), call.permits());
            }
        }
        if (taken != null && taken.admitted()) {
            History.Call last = history.calls().get(history.calls().size() - 1);
            Counter counter = with.open(last.time());
            counter.giveBack(history.calls().get(undone.index()).permits(), taken.atMillis());
            assertThat(room(counter)).isLessThanOrEqualTo(room(without.open(last.time())));
        }
    }

    @Property
    void windows_and_logs_get_back_all_that_still_counts(@ForAll("undoneWindows") Undone undone) {
        History history = undone.history();
        Entry with = new Entry(history.limits());
        Entry without = new Entry(history.limits());
        Verdict taken = null;
        for (int i = 0; i < history.calls().size(); i++) {
            History.Call call = history.calls().get(i);
            Verdict verdict = with.take(call.time(), call.permits());
            if (i == undone.index()) {
                taken = verdict;
            } else if (verdict.admitted()) {
                without.take(call.time(), call.permits());
            }
        }
        if (taken != null && taken.admitted()) {
            History.Call last = history.calls().get(history.calls().size() - 1);
            Counter counter = with.open(last.time());
            counter.giveBack(history.calls().get(undone.index()).permits(), taken.atMillis());
            assertThat(room(counter)).isEqualTo(room(without.open(last.time())));
        }
    }

    @Test
    void nothing_is_given_back_to_a_counter_that_has_forgotten() {
        Entry entry = new Entry(Rule.limits(Rule.fixedWindow(5, 1_000), Rule.slidingLog(5, 500)));
        entry.take(NOW, 2);
        Counter later = entry.open(NOW + 60_000);

        later.giveBack(2, NOW);

        assertThat(later.changed()).isFalse();
    }

    @Test
    void a_bucket_gives_back_only_what_cannot_have_drained() {
        Entry entry = new Entry(Rule.limits(Rule.tokenBucket(10, 10_000)));
        entry.take(NOW, 5);
        Counter later = entry.open(NOW + 2_000);

        // 5 were taken and 2 have come back since.
        later.giveBack(5, NOW);

        assertThat(room(later)).isEqualTo(10);
    }

    private static long room(Counter counter) {
        List<Verdict.Reading> readings = counter.peek(1).readings();
        return readings.stream().mapToLong(Verdict.Reading::remaining).min().orElseThrow();
    }

    @Provide
    Arbitrary<History> policies() {
        return Histories.ofPolicies();
    }

    @Provide
    Arbitrary<Undone> undone() {
        return undone(Histories.inOrder());
    }

    @Provide
    Arbitrary<Undone> undoneWindows() {
        return undone(
                Histories.inOrder(
                        Histories.rules()
                                .filter(
                                        rule ->
                                                rule.kind() != Rule.Kind.TOKEN_BUCKET
                                                        && rule.kind() != Rule.Kind.LEAKY_BUCKET)));
    }

    private static Arbitrary<Undone> undone(Arbitrary<History> histories) {
        return histories
                .filter(history -> !history.calls().isEmpty())
                .flatMap(
                        history ->
                                Arbitraries.integers()
                                        .between(0, history.calls().size() - 1)
                                        .map(index -> new Undone(history, index)));
    }
}
