package io.github.throttled.internal.algorithm;

import static org.assertj.core.api.Assertions.assertThat;

import net.jqwik.api.Arbitrary;
import net.jqwik.api.EdgeCasesMode;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.PropertyDefaults;
import net.jqwik.api.Provide;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** Clocks differ, lag and jump: nobody gains permits by it, and nobody is locked out. */
@PropertyDefaults(edgeCases = EdgeCasesMode.NONE)
class ClockTest {

    private static final long TOLERANCE = Counter.CLOCK_TOLERANCE_MILLIS;

    @Property
    void where_a_clock_lags_a_little_the_time_of_the_counter_holds(
            @ForAll("laggingClocks") History history) {
        Entry entry = new Entry(history.limits());
        Oracle oracle = new Oracle(history.rule());
        for (History.Call call : history.calls()) {
            long held = Math.max(call.time(), entry.time(call.time()));
            Answer expected = oracle.take(held, call.permits()).behind(held - call.time());
            assertThat(Answer.of(entry.take(call.time(), call.permits())))
                    .as("%s", call)
                    .isEqualTo(expected);
        }
    }

    @Property
    void setting_a_clock_back_neither_gives_nor_takes_permits(
            @ForAll("jumpingClocks") History history) {
        Entry entry = new Entry(history.limits());
        for (History.Call call : history.calls()) {
            long stood = entry.time(call.time());
            if (call.time() < stood) {
                assertThat(entry.open(call.time()).peek(1).readings())
                        .extracting(Verdict.Reading::remaining)
                        .as("remaining when %d becomes %d", stood, call.time())
                        .isEqualTo(
                                entry.open(stood).peek(1).readings().stream()
                                        .map(Verdict.Reading::remaining)
                                        .toList());
            }
            entry.take(call.time(), call.permits());
        }
    }

    @Property
    void no_history_of_clocks_makes_anyone_wait_longer_than_the_strategy_can(
            @ForAll("jumpingClocks") History history) {
        Entry entry = new Entry(history.limits());
        for (History.Call call : history.calls()) {
            Verdict verdict = entry.take(call.time(), call.permits());
            for (int i = 0; i < history.rules().size(); i++) {
                long wait = verdict.readings().get(i).waitMillis();
                if (wait != Algorithm.NEVER) {
                    assertThat(wait)
                            .as("%s, limit %d", call, i)
                            .isLessThanOrEqualTo(
                                    2 * history.rules().get(i).longestWait() + 2 * TOLERANCE);
                }
            }
        }
    }

    @Property
    void a_clock_set_back_makes_nobody_wait_for_it_to_catch_up(
            @ForAll("jumpingClocks") History history) {
        Entry entry = new Entry(history.limits());
        for (History.Call call : history.calls()) {
            long jump = entry.time(call.time()) - call.time();
            Verdict verdict = entry.take(call.time(), call.permits());
            for (int i = 0; jump > TOLERANCE && i < history.rules().size(); i++) {
                long longest = history.rules().get(i).longestWait();
                long wait = verdict.readings().get(i).waitMillis();
                if (wait != Algorithm.NEVER) {
                    assertThat(wait)
                            .as("%s, limit %d", call, i)
                            .isLessThanOrEqualTo(
                                    jump > longest + TOLERANCE ? longest : 2 * longest + TOLERANCE);
                }
            }
        }
    }

    @Property
    void a_wait_is_exact_whatever_clocks_did_before(@ForAll("jumpingClocks") History history) {
        Entry entry = new Entry(history.limits());
        for (History.Call call : history.calls()) {
            long wait = entry.take(call.time(), call.permits()).waitMillis();
            if (wait > 0 && wait != Algorithm.NEVER) {
                assertThat(entry.open(call.time() + wait - 1).peek(call.permits()).waitMillis())
                        .as("what is left to wait for %s, 1 ms before its wait is over", call)
                        .isEqualTo(1);
            }
        }
    }

    @Property
    void a_reset_is_exact_whatever_clocks_did_before(@ForAll("jumpingClocks") History history) {
        Entry entry = new Entry(history.limits());
        for (History.Call call : history.calls()) {
            Verdict verdict = entry.take(call.time(), call.permits());
            for (int i = 0; i < history.rules().size(); i++) {
                long reset = verdict.readings().get(i).resetMillis();
                if (reset > 0) {
                    assertThat(
                                    entry.open(call.time() + reset - 1)
                                            .peek(1)
                                            .readings()
                                            .get(i)
                                            .resetMillis())
                            .as("what is left of the reset of limit %d, 1 ms before it", i)
                            .isEqualTo(1);
                }
            }
        }
    }

    @ParameterizedTest
    @EnumSource(Rule.Kind.class)
    void a_clock_that_was_an_hour_ahead_locks_nobody_out(Rule.Kind kind) {
        long now = 1_735_689_600_000L;
        Rule rule = new Rule(kind, 5, 60_000, 6);
        Entry entry = new Entry(Rule.limits(rule));
        entry.take(now + 3_600_000, rule.capacity());

        assertThat(entry.take(now, 1).waitMillis()).isBetween(1L, rule.longestWait());
    }

    @Test
    void a_counter_that_moved_to_an_earlier_time_is_stored_though_the_call_is_rejected() {
        Entry entry = new Entry(Rule.limits(Rule.fixedWindow(1, 60_000)));
        entry.take(3_600_000, 1);

        Counter counter = entry.open(0);
        counter.take(1);

        assertThat(counter.changed()).isTrue();
    }

    @Test
    void what_the_previous_window_weighed_is_rounded_up_when_the_clock_is_set_back() {
        Entry entry = new Entry(Rule.limits(Rule.slidingWindow(10, 60_000)));
        entry.take(30_000, 10);
        // A quarter of the window is left, so 2.5 of the 10 weigh, and 7 fit: 0.5 is lost.
        entry.take(105_000, 7);

        assertThat(entry.peek(0, 1).readings().get(0).remaining()).isZero();
    }

    @Provide
    Arbitrary<History> laggingClocks() {
        return Histories.withLaggingClocks();
    }

    @Provide
    Arbitrary<History> jumpingClocks() {
        return Histories.withJumpingClocks();
    }
}
