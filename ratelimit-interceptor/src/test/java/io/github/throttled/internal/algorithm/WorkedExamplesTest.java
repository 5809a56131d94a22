package io.github.throttled.internal.algorithm;

import static org.assertj.core.api.Assertions.assertThat;

import static java.util.stream.Collectors.joining;

import org.junit.jupiter.api.Test;

import java.util.regex.MatchResult;
import java.util.regex.Pattern;

/** Calls and answers to check by hand; times are milliseconds, a reset is when all is back. */
class WorkedExamplesTest {

    @Test
    void fixed_window_of_5_per_100() {
        assertPlays(
                Rule.fixedWindow(5, 100),
                """
                at 0 take 3: admitted, 2 left, reset in 100
                at 90 take 3: wait 10, 2 left, reset in 10
                at 99 take 2: admitted, 0 left, reset in 1
                at 100 take 6: never, 5 left, reset in 0
                at 100 take 5: admitted, 0 left, reset in 100
                at 199 take 1: wait 1, 0 left, reset in 1
                at 500 take 1: admitted, 4 left, reset in 100
                """);
    }

    /** At 125, 8 x 75/100 + 2 = 8; at 138, 8 x 62/100 + 2 = 6.96; at 220, 5 x 80/100 = 4. */
    @Test
    void sliding_window_of_10_per_100() {
        assertPlays(
                Rule.slidingWindow(10, 100),
                """
                at 50 take 8: admitted, 2 left, reset in 150
                at 100 take 2: admitted, 0 left, reset in 200
                at 125 take 3: wait 13, 2 left, reset in 175
                at 137 take 3: wait 1, 2 left, reset in 163
                at 138 take 3: admitted, 0 left, reset in 162
                at 200 take 6: wait 20, 5 left, reset in 100
                at 220 take 6: admitted, 0 left, reset in 180
                at 220 take 11: never, 0 left, reset in 180
                """);
    }

    /** Parts begin at 0, 25, 50, 75, ..., and count until five later ones have begun. */
    @Test
    void sliding_window_of_4_per_100_in_4_segments() {
        assertPlays(
                Rule.segmentedWindow(4, 100, 4),
                """
                at 10 take 2: admitted, 2 left, reset in 115
                at 30 take 2: admitted, 0 left, reset in 120
                at 124 take 1: wait 1, 0 left, reset in 26
                at 125 take 2: admitted, 0 left, reset in 125
                at 125 take 1: wait 25, 0 left, reset in 125
                at 149 take 3: wait 101, 0 left, reset in 101
                at 150 take 3: wait 100, 2 left, reset in 100
                """);
    }

    /** Parts begin at 0, 4, 7, 10, 14, 17, 20, 24, 27, ... */
    @Test
    void sliding_window_of_1_per_10_in_3_segments() {
        assertPlays(
                Rule.segmentedWindow(1, 10, 3),
                """
                at 0 take 1: admitted, 0 left, reset in 14
                at 13 take 1: wait 1, 0 left, reset in 1
                at 14 take 1: admitted, 0 left, reset in 13
                at 26 take 1: wait 1, 0 left, reset in 1
                at 27 take 1: admitted, 0 left, reset in 13
                """);
    }

    @Test
    void sliding_log_of_3_per_100() {
        assertPlays(
                Rule.slidingLog(3, 100),
                """
                at 0 take 1: admitted, 2 left, reset in 100
                at 40 take 2: admitted, 0 left, reset in 100
                at 99 take 1: wait 1, 0 left, reset in 41
                at 100 take 1: admitted, 0 left, reset in 100
                at 100 take 2: wait 40, 0 left, reset in 100
                at 100 take 3: wait 100, 0 left, reset in 100
                at 140 take 2: admitted, 0 left, reset in 100
                at 140 take 4: never, 0 left, reset in 100
                """);
    }

    private static final Pattern CALL = Pattern.compile("at (\\d+) take (\\d+)");

    private static void assertPlays(Rule rule, String script) {
        Entry entry = new Entry(Rule.limits(rule));
        String played =
                CALL.matcher(script)
                        .results()
                        .map(call -> line(entry, call))
                        .collect(joining("\n", "", "\n"));
        assertThat(played).isEqualTo(script);
    }

    private static String line(Entry entry, MatchResult call) {
        long now = Long.parseLong(call.group(1));
        Answer answer = Answer.of(entry.take(now, Long.parseLong(call.group(2))));
        return "%s: %s, %d left, reset in %d"
                .formatted(call.group(), said(answer), answer.remaining(), answer.resetMillis());
    }

    private static String said(Answer answer) {
        if (answer.waitMillis() == Algorithm.NEVER) {
            return "never";
        }
        return answer.waitMillis() == 0 ? "admitted" : "wait " + answer.waitMillis();
    }
}
