package io.github.throttled.internal.algorithm;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.LongRange;

import org.junit.jupiter.api.Test;

import java.util.ArrayList;
import java.util.List;

/** Calls that are delayed to their turn. */
class DelayTest {

    private static final long NOW = 1_735_689_600_000L;

    @Test
    void calls_are_lined_up_until_nobody_wants_to_wait_any_longer() {
        Entry entry = entry(Algorithm.leakyBucket(4, 1_000, 1, 500));

        assertThat(List.of(entry.take(NOW, 1), entry.take(NOW, 1), entry.take(NOW, 1)))
                .extracting(Verdict::delayMillis)
                .containsExactly(0L, 250L, 500L);
        assertThat(entry.take(NOW, 1).waitMillis()).isEqualTo(250);
        assertThat(entry.take(NOW + 249, 1).waitMillis()).isEqualTo(1);
        assertThat(entry.take(NOW + 250, 1).delayMillis()).isEqualTo(500);
    }

    @Test
    void a_burst_is_not_delayed() {
        Entry entry = entry(Algorithm.leakyBucket(4, 1_000, 3, 500));

        assertThat(entry.take(NOW, 3).delayMillis()).isZero();
        assertThat(entry.take(NOW, 1).delayMillis()).isEqualTo(250);
    }

    @Test
    void a_call_that_another_limit_refuses_takes_no_turn() {
        Entry entry =
                entry(Algorithm.leakyBucket(4, 1_000, 1, 500), Algorithm.fixedWindow(1, 60_000));
        entry.take(NOW, 1);

        Verdict refused = entry.take(NOW, 1);

        assertThat(refused.admitted()).isFalse();
        assertThat(refused.delayMillis()).isZero();
    }

    @Test
    void a_cost_above_the_burst_never_gets_a_turn() {
        assertThat(entry(Algorithm.leakyBucket(4, 1_000, 2, 60_000)).take(NOW, 3).waitMillis())
                .isEqualTo(Algorithm.NEVER);
    }

    @Test
    void a_wait_that_cannot_be_counted_is_refused() {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> Algorithm.leakyBucket(1L << 60, 1, 1, 3))
                .withMessage("A wait for a limit of 1152921504606846976 is 0 to 2 ms, not 3.");
    }

    /** No two turns are closer than the rate allows, whenever the calls came. */
    @Property
    void turns_keep_the_rate(
            @ForAll @LongRange(min = 1, max = 1_000) long quota,
            @ForAll @LongRange(min = 0, max = 5_000) long maxWait,
            @ForAll List<@LongRange(min = 0, max = 2_000) Long> pauses) {
        Entry entry = entry(Algorithm.leakyBucket(quota, 1_000, 1, maxWait));
        List<Long> turns = new ArrayList<>();
        long now = NOW;
        for (long pause : pauses) {
            now += pause;
            Verdict verdict = entry.take(now, 1);
            if (verdict.admitted()) {
                assertThat(verdict.delayMillis()).isBetween(0L, maxWait);
                turns.add(now + verdict.delayMillis());
            }
        }
        for (int i = 1; i < turns.size(); i++) {
            // Turns are whole milliseconds, rounded up; over any number of them that is lost once.
            long least = i * 1_000L / quota - 1;
            assertThat(turns.get(i) - turns.get(0)).isGreaterThanOrEqualTo(least);
        }
    }

    private static Entry entry(Algorithm... algorithms) {
        return new Entry(new Limits(List.of(algorithms)));
    }
}
