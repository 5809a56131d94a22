package io.github.throttled.internal.algorithm;

import static org.assertj.core.api.Assertions.assertThat;

import net.jqwik.api.Arbitrary;
import net.jqwik.api.EdgeCasesMode;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.PropertyDefaults;
import net.jqwik.api.Provide;

import org.junit.jupiter.api.Test;

import java.util.ArrayList;
import java.util.List;

/** The most permits that a strategy lets into any {@code (t - window, t]}. */
@PropertyDefaults(edgeCases = EdgeCasesMode.NONE)
class RollingWindowTest {

    @Property
    void no_rolling_window_of_a_sliding_log_sees_more_than_the_quota(
            @ForAll("slidingLogs") History history) {
        assertThat(mostInAnyWindow(history)).isLessThanOrEqualTo(history.rule().quota());
    }

    @Property
    void no_rolling_window_of_a_segmented_window_sees_more_than_the_quota(
            @ForAll("segmentedWindows") History history) {
        assertThat(mostInAnyWindow(history)).isLessThanOrEqualTo(history.rule().quota());
    }

    @Property
    void no_rolling_window_of_a_sliding_window_sees_twice_the_quota(
            @ForAll("slidingWindows") History history) {
        assertThat(mostInAnyWindow(history)).isLessThan(2 * history.rule().quota());
    }

    @Property
    void no_rolling_window_of_a_fixed_window_sees_more_than_twice_the_quota(
            @ForAll("fixedWindows") History history) {
        assertThat(mostInAnyWindow(history)).isLessThanOrEqualTo(2 * history.rule().quota());
    }

    @Test
    void a_rolling_window_of_a_sliding_window_can_see_one_less_than_twice_the_quota() {
        History allAtTheEndThenEvenly =
                history(Rule.slidingWindow(5, 100), "5@99 1@120 1@140 1@160 1@180");

        assertThat(mostInAnyWindow(allAtTheEndThenEvenly)).isEqualTo(9);
    }

    @Test
    void a_rolling_window_of_a_fixed_window_can_see_twice_the_quota() {
        History roundTheBoundary = history(Rule.fixedWindow(5, 100), "5@99 5@100");

        assertThat(mostInAnyWindow(roundTheBoundary)).isEqualTo(10);
    }

    private static long mostInAnyWindow(History history) {
        Entry entry = new Entry(history.limits());
        List<History.Call> admitted = new ArrayList<>();
        for (History.Call call : history.calls()) {
            if (entry.take(call.time(), call.permits()).admitted()) {
                admitted.add(call);
            }
        }
        long window = history.rule().windowMillis();
        return admitted.stream()
                .mapToLong(last -> permitsIn(admitted, last.time() - window, last.time()))
                .max()
                .orElse(0);
    }

    private static long permitsIn(List<History.Call> calls, long after, long until) {
        return calls.stream()
                .filter(call -> after < call.time() && call.time() <= until)
                .mapToLong(History.Call::permits)
                .sum();
    }

    /** Calls written as {@code permits@time}. */
    private static History history(Rule rule, String calls) {
        List<History.Call> parsed = new ArrayList<>();
        for (String call : calls.split(" ")) {
            String[] parts = call.split("@");
            parsed.add(new History.Call(Long.parseLong(parts[1]), Long.parseLong(parts[0])));
        }
        return new History(List.of(rule), parsed);
    }

    @Provide
    Arbitrary<History> slidingLogs() {
        return Histories.inOrder(Histories.smallRules(Rule.Kind.SLIDING_LOG));
    }

    @Provide
    Arbitrary<History> segmentedWindows() {
        return Histories.inOrder(Histories.smallRules(Rule.Kind.SEGMENTED_WINDOW));
    }

    @Provide
    Arbitrary<History> slidingWindows() {
        return Histories.inOrder(Histories.smallRules(Rule.Kind.SLIDING_WINDOW));
    }

    @Provide
    Arbitrary<History> fixedWindows() {
        return Histories.inOrder(Histories.smallRules(Rule.Kind.FIXED_WINDOW));
    }
}
