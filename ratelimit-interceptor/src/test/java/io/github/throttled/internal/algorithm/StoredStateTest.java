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
import net.jqwik.api.Tuple;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

import java.util.List;
import java.util.stream.LongStream;
import java.util.stream.Stream;

/** What the store holds is all there is to a counter, and nothing in the store can break one. */
@PropertyDefaults(edgeCases = EdgeCasesMode.NONE)
class StoredStateTest {

    private static final long NOW = 1_735_689_600_000L;

    @Property
    void a_counter_opened_again_answers_as_if_it_had_stayed_open(
            @ForAll("jumpingClocks") History history) {
        Entry entry = new Entry(history.limits());
        for (History.Call call : history.calls()) {
            Counter open = entry.open(call.time());
            open.take(call.permits());
            Counter again = history.limits().open(open.toStored(), call.time());
            assertThat(again.peek(call.permits()))
                    .as("after %s", call)
                    .isEqualTo(open.peek(call.permits()));
            entry.take(call.time(), call.permits());
        }
    }

    @Property
    void a_counter_opened_again_stores_what_it_was_opened_from(
            @ForAll("jumpingClocks") History history) {
        Entry entry = new Entry(history.limits());
        for (History.Call call : history.calls()) {
            entry.take(call.time(), call.permits());
            long now = entry.time(call.time());
            if (entry.stored() != null) {
                assertThat(entry.open(now).toStored())
                        .as("after %s", call)
                        .isEqualTo(entry.stored());
            }
        }
    }

    @Property
    void opening_and_charging_leave_the_stored_array_as_it_was(
            @ForAll("jumpingClocks") History history) {
        long[] stored = null;
        for (History.Call call : history.calls()) {
            long[] before = stored == null ? null : stored.clone();
            Counter counter = history.limits().open(stored, call.time());
            counter.take(call.permits());
            assertThat(stored).as("what %s was opened from", call).isEqualTo(before);
            stored = counter.toStored();
        }
    }

    @Property
    void trailing_zeros_are_not_stored(@ForAll("jumpingClocks") History history) {
        Entry entry = new Entry(history.limits());
        for (History.Call call : history.calls()) {
            long[] stored = entry.open(call.time()).toStored();
            if (stored.length > Limits.HEADER) {
                assertThat(stored[stored.length - 1]).as("before %s", call).isNotZero();
            }
            entry.take(call.time(), call.permits());
        }
    }

    @Property
    void an_entry_untouched_for_its_memory_is_as_good_as_none(
            @ForAll("jumpingClocks") History history) {
        Entry entry = new Entry(history.limits());
        for (History.Call call : history.calls()) {
            entry.take(call.time(), call.permits());
            long then = entry.latest(call.time()) + history.limits().memoryMillis();
            assertThat(entry.open(then).peek(1))
                    .as("after %s", call)
                    .isEqualTo(history.limits().open(null, then).peek(1));
        }
    }

    @Property(tries = 3000)
    void whatever_is_stored_the_answers_are_possible(
            @ForAll("jumpingClocks") History history, @ForAll("anything") long[] anything) {
        Entry entry = new Entry(history.limits(), withLayoutOf(history.limits(), anything));
        for (History.Call call : history.calls()) {
            Verdict verdict = entry.take(call.time(), call.permits());
            for (int i = 0; i < history.rules().size(); i++) {
                assert_possible(history.rules().get(i), verdict.readings().get(i));
            }
        }
    }

    private static void assert_possible(Rule rule, Verdict.Reading reading) {
        // Where the entry says that a clock was set back, it may be waited for.
        long longest = 2 * rule.longestWait() + 2 * Counter.CLOCK_TOLERANCE_MILLIS;
        assertThat(reading.remaining()).isBetween(0L, rule.capacity());
        assertThat(reading.resetMillis()).isBetween(0L, longest);
        if (reading.waitMillis() != Algorithm.NEVER) {
            assertThat(reading.waitMillis()).isBetween(0L, longest);
        }
    }

    /** A value of 0 in the place of the layout stands for the right one. */
    private static long[] withLayoutOf(Limits limits, long[] values) {
        long[] stored = values.clone();
        if (stored.length > 0 && stored[Limits.LAYOUT] == 0) {
            stored[Limits.LAYOUT] = layout(limits);
        }
        return stored;
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("impossibleEntries")
    void an_entry_that_cannot_be_is_read_as_absent(String why, Limits limits, long[] stored) {
        assertThat(limits.open(stored, NOW).toStored())
                .isEqualTo(limits.open(null, NOW).toStored());
    }

    static Stream<Arguments> impossibleEntries() {
        long window = 60_000;
        Limits fixed = Rule.limits(Rule.fixedWindow(5, window));
        Limits sliding = Rule.limits(Rule.slidingWindow(5, window));
        Limits segmented = Rule.limits(Rule.segmentedWindow(5, window, 2));
        Limits log = Rule.limits(Rule.slidingLog(5, window));
        Limits bucket = Rule.limits(Rule.tokenBucket(5, window));
        Limits logs = Rule.limits(Rule.slidingLog(5, window), Rule.slidingLog(9, 2 * window));
        long tooMuch = Algorithm.MAX_QUOTA_TIMES_WINDOW / window + 1;
        long half = tooMuch / 2 + 1;
        return Stream.of(
                Arguments.of("nothing", fixed, new long[0]),
                Arguments.of("a layout without a time", fixed, new long[] {layout(fixed)}),
                Arguments.of("the layout of others", fixed, entry(sliding, 3)),
                Arguments.of("another version", fixed, ofVersion(2, entry(fixed, 3))),
                Arguments.of("a negative time", fixed, new long[] {layout(fixed), -1, 3}),
                Arguments.of("a negative count", fixed, entry(fixed, -3)),
                Arguments.of("more than fits", fixed, entry(fixed, 3, 0, 0, 1)),
                Arguments.of("a count above any quota", fixed, entry(fixed, tooMuch)),
                Arguments.of("a count above any quota", sliding, entry(sliding, 0, tooMuch)),
                Arguments.of("a last count above any quota", sliding, entry(sliding, tooMuch, 1)),
                Arguments.of("a sum above any quota", segmented, entry(segmented, half, half, 0)),
                Arguments.of("fuller than any bucket", bucket, entry(bucket, (1L << 62) + 1)),
                Arguments.of("a log entry without permits", log, entry(log, logged(1_000, 0))),
                Arguments.of("a log entry of old", log, entry(log, logged(window, 1))),
                Arguments.of("a log of too much", log, entry(log, logged(1_000, 1_025))),
                Arguments.of(
                        "a log in disorder", log, entry(log, logged(1_000, 1), logged(2_000, 1))),
                Arguments.of(
                        "more than two logs",
                        logs,
                        entry(logs, logged(9, 1), 0, logged(9, 1), 0, 0, 0, 1)));
    }

    @ParameterizedTest(name = "{0} / {1}")
    @MethodSource("differentLimits")
    void limits_that_count_differently_do_not_read_each_other(Limits some, Limits others) {
        assertThat(layout(some)).isNotEqualTo(layout(others));
    }

    static Stream<Arguments> differentLimits() {
        Limits second = Rule.limits(Rule.fixedWindow(5, 1_000));
        Limits minute = Rule.limits(Rule.fixedWindow(5, 60_000));
        return Stream.of(
                Arguments.of(second, minute),
                Arguments.of(second, Rule.limits(Rule.slidingWindow(5, 1_000))),
                Arguments.of(second, Rule.limits(Rule.slidingLog(5, 1_000))),
                Arguments.of(second, fixedWindows(1_000, 60_000)),
                Arguments.of(fixedWindows(1_000, 60_000), fixedWindows(60_000, 1_000)),
                // 31 x hash + value is the same for these two.
                Arguments.of(fixedWindows(1_000, 60_000), fixedWindows(2_000, 29_000)),
                Arguments.of(
                        Rule.limits(Rule.segmentedWindow(5, 60_000, 2)),
                        Rule.limits(Rule.segmentedWindow(5, 60_000, 3))),
                Arguments.of(
                        Rule.limits(Rule.slidingWindow(5, 60_000)),
                        Rule.limits(Rule.segmentedWindow(5, 60_000, 2))));
    }

    @Test
    void a_log_is_stored_as_long_as_what_it_remembers() {
        Entry entry =
                new Entry(
                        Rule.limits(Rule.slidingLog(1_000, 1_000), Rule.slidingLog(1_000, 9_000)));
        entry.take(NOW, 1);
        entry.take(NOW + 10, 3);

        assertThat(entry.stored())
                .startsWith(layout(entry), NOW + 10)
                .endsWith(logged(10, 1), logged(0, 3), 0, logged(10, 1), logged(0, 3))
                .hasSize(Limits.HEADER + 5);
    }

    private static Limits fixedWindows(long one, long other) {
        return Rule.limits(Rule.fixedWindow(5, one), Rule.fixedWindow(5, other));
    }

    private static long layout(Entry entry) {
        return entry.stored()[Limits.LAYOUT];
    }

    private static long layout(Limits limits) {
        return limits.open(null, NOW).toStored()[Limits.LAYOUT];
    }

    private static long[] entry(Limits limits, long... slices) {
        return LongStream.concat(LongStream.of(layout(limits), NOW), LongStream.of(slices))
                .toArray();
    }

    private static long[] ofVersion(long version, long[] entry) {
        entry[Limits.LAYOUT] = version << 32 | entry[Limits.LAYOUT] & 0xffff_ffffL;
        return entry;
    }

    private static long logged(long age, long permits) {
        return age << 16 | permits;
    }

    @Provide
    Arbitrary<History> jumpingClocks() {
        return Histories.withJumpingClocks();
    }

    @Provide
    Arbitrary<long[]> anything() {
        Arbitrary<Long> logged =
                Combinators.combine(
                                Arbitraries.longs().between(0, 1L << 46),
                                Arbitraries.longs().between(0, 1_500))
                        .as(StoredStateTest::logged);
        Arbitrary<Long> values =
                Arbitraries.frequencyOf(
                        Tuple.of(6, Arbitraries.longs().between(0, 20)),
                        Tuple.of(3, logged),
                        Tuple.of(2, Arbitraries.of(NOW, Histories.END_OF_9999)),
                        Tuple.of(1, Arbitraries.longs()),
                        Tuple.of(1, Arbitraries.of(-1L, Long.MIN_VALUE, Long.MAX_VALUE)));
        Arbitrary<Long> layouts =
                Arbitraries.frequencyOf(
                        Tuple.of(9, Arbitraries.just(0L)), Tuple.of(1, Arbitraries.longs()));
        return Combinators.combine(layouts, values.list().ofMaxSize(12))
                .as(StoredStateTest::concat);
    }

    private static long[] concat(long first, List<Long> others) {
        return LongStream.concat(LongStream.of(first), others.stream().mapToLong(Long::longValue))
                .toArray();
    }
}
