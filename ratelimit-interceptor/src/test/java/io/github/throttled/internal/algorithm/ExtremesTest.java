package io.github.throttled.internal.algorithm;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.MethodSource;

import java.util.stream.Stream;

/** The largest quotas, windows, costs and times are counted as exactly as the small ones. */
class ExtremesTest {

    /** The last millisecond of the year 9999, which is 7111696178175 ms into its longest window. */
    private static final long LAST = Histories.END_OF_9999;

    private static final long LONGEST = Algorithm.MAX_WINDOW_MILLIS;

    /** What {@link #LAST} leaves of its longest window. */
    private static final long LEFT = 28_072_675_910_657L;

    private static final long MOST_PER_MILLISECOND = Algorithm.MAX_QUOTA_TIMES_WINDOW;
    private static final long MOST_PER_LONGEST = 65_536;

    @ParameterizedTest
    @MethodSource("extremes")
    void an_extreme_limit_answers_exactly(
            Rule rule, long filledAt, History.Call call, Answer expected) {
        Entry entry = new Entry(Rule.limits(rule));
        entry.take(filledAt, rule.capacity());

        assertThat(Answer.of(entry.take(call.time(), call.permits()))).isEqualTo(expected);
    }

    static Stream<Arguments> extremes() {
        Rule fixed = Rule.fixedWindow(MOST_PER_LONGEST, LONGEST);
        Rule fixedPerMilli = Rule.fixedWindow(MOST_PER_MILLISECOND, 1);
        Rule sliding = Rule.slidingWindow(MOST_PER_LONGEST, LONGEST);
        Rule slidingPerMilli = Rule.slidingWindow(MOST_PER_MILLISECOND, 1);
        Rule segmented = Rule.segmentedWindow(MOST_PER_LONGEST, LONGEST, 100);
        Rule segmentedPerMilli = Rule.segmentedWindow(MOST_PER_MILLISECOND, 1, 100);
        Rule log = Rule.slidingLog(Algorithm.MAX_LOG_QUOTA, LONGEST);
        Rule bucket = Rule.tokenBucket(MOST_PER_LONGEST, LONGEST);
        Rule bucketPerMilli = Rule.tokenBucket(MOST_PER_MILLISECOND, 1);
        Rule billionPerSecond = Rule.tokenBucket(1_000_000_000, 1_000);
        Rule onePerMonth = Rule.leakyBucket(1, 2_592_000_000L, 1);
        long most = MOST_PER_MILLISECOND;
        return Stream.of(
                extreme(fixed, LAST, call(LAST, 1), new Answer(LEFT, 0, LEFT, LEFT)),
                extreme(fixed, LAST, call(LAST + LEFT, 1), new Answer(0, 65_535, LONGEST, LONGEST)),
                extreme(fixedPerMilli, LAST, call(LAST, 1), new Answer(1, 0, 1, 1)),
                extreme(fixedPerMilli, LAST, call(LAST + 1, 1), new Answer(0, most - 1, 1, 1)),
                // 65536 x 28072675910657 / 2^45 = 52289.4... still weigh: 13246 fit, and one more
                // when 28072675910657 has shrunk to (65536 - 13247) x 2^45 / 65536.
                extreme(
                        sliding,
                        LAST - LONGEST,
                        call(LAST, 13_246),
                        new Answer(0, 0, 232_793_089, LEFT + LONGEST)),
                extreme(
                        sliding,
                        LAST - LONGEST,
                        call(LAST, 13_247),
                        new Answer(232_793_089, 13_246, 232_793_089, LEFT)),
                extreme(slidingPerMilli, LAST, call(LAST, 1), new Answer(2, 0, 2, 2)),
                extreme(slidingPerMilli, LAST, call(LAST + 1, 1), new Answer(1, 0, 1, 1)),
                extreme(slidingPerMilli, LAST, call(LAST + 2, most), new Answer(0, 0, 2, 2)),
                // The last millisecond is in part 720; part 821 begins at 821 x 2^45 / 100.
                extreme(
                        segmented,
                        LAST,
                        call(LAST, 1),
                        new Answer(
                                35_461_394_049_312L, 0, 35_461_394_049_312L, 35_461_394_049_312L)),
                extreme(segmentedPerMilli, LAST, call(LAST, most), new Answer(2, 0, 2, 2)),
                // A token comes back every 2^45 / 65536 = 2^29 ms.
                extreme(bucket, LAST, call(LAST, 1), new Answer(1L << 29, 0, 1L << 29, LONGEST)),
                extreme(
                        bucket,
                        LAST,
                        call(LAST + (1L << 29), 1),
                        new Answer(0, 0, 1L << 29, LONGEST)),
                extreme(bucketPerMilli, LAST, call(LAST, most), new Answer(1, 0, 1, 1)),
                extreme(bucketPerMilli, LAST, call(LAST + 1, most), new Answer(0, 0, 1, 1)),
                extreme(billionPerSecond, LAST, call(LAST, 1), new Answer(1, 0, 1, 1_000)),
                extreme(
                        billionPerSecond,
                        LAST,
                        call(LAST + 1, 1),
                        new Answer(0, 999_999, 1, 1_000)),
                extreme(onePerMonth, LAST, call(LAST + 2_591_999_999L, 1), new Answer(1, 0, 1, 1)),
                extreme(
                        onePerMonth,
                        LAST,
                        call(LAST + 2_592_000_000L, 1),
                        new Answer(0, 0, 2_592_000_000L, 2_592_000_000L)),
                extreme(log, LAST, call(LAST, 1_024), new Answer(LONGEST, 0, LONGEST, LONGEST)),
                extreme(log, LAST, call(LAST + LONGEST - 1, 1), new Answer(1, 0, 1, 1)),
                extreme(
                        log,
                        LAST,
                        call(LAST + LONGEST, 1),
                        new Answer(0, 1_023, LONGEST, LONGEST)));
    }

    private static Arguments extreme(Rule rule, long filledAt, History.Call call, Answer expected) {
        return Arguments.of(rule, filledAt, call, expected);
    }

    @ParameterizedTest
    @EnumSource(Rule.Kind.class)
    void the_largest_cost_waits_for_ever(Rule.Kind kind) {
        Entry entry = new Entry(Rule.limits(new Rule(kind, 1_024, LONGEST, 100)));

        assertThat(entry.take(LAST, Long.MAX_VALUE).waitMillis()).isEqualTo(Algorithm.NEVER);
    }

    private static History.Call call(long time, long permits) {
        return new History.Call(time, permits);
    }
}
