package io.github.throttled.benchmark;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.throttled.benchmark.TargetLine.Accuracy;

import org.junit.jupiter.api.Test;

import java.util.List;

class TargetTableTest {

    private static final Accuracy RIGHT = new Accuracy(0, 0);

    @Test
    void each_target_has_a_line_in_its_order() {
        TargetLine speed = new TargetLine("one key", "Guava", Bound.atLeast(0.9), 1.234, RIGHT);
        TargetLine bytes = new TargetLine("one key", "", Bound.atMostBytes(48), 55.04, RIGHT);
        TargetLine cpu = new TargetLine("HTTP", "no limit", Bound.atMostMicrosMore(8), -0.5, null);

        assertThat(TargetTable.of(List.of(speed, bytes, cpu)).lines().skip(2))
                .containsExactly(
                        "| one key | Guava | at least 0.9x | 1.23x | reached | 0 / 0 |",
                        "| one key |  | at most 48 B | 55.0 B | **missed** | 0 / 0 |",
                        "| HTTP | no limit | at most 8 µs more | -0.50 µs more | reached |  |");
    }

    @Test
    void a_figure_at_the_bound_reaches_it() {
        assertThat(Bound.atLeast(1.5).isReachedBy(1.5)).isTrue();
        assertThat(Bound.atLeast(1.5).isReachedBy(1.4999)).isFalse();
        assertThat(Bound.atMost(0.8).isReachedBy(0.8)).isTrue();
        assertThat(Bound.atMost(0.8).isReachedBy(0.8001)).isFalse();
    }

    @Test
    void what_was_not_measured_reaches_nothing() {
        assertThat(Bound.atLeast(0).isReachedBy(Double.NaN)).isFalse();
        assertThat(Bound.atMost(9).isReachedBy(Double.NaN)).isFalse();
    }

    @Test
    void a_fast_wrong_answer_reaches_nothing() {
        TargetLine wrong =
                new TargetLine("one key", "Guava", Bound.atLeast(1), 9, new Accuracy(1_234, 5_678));

        assertThat(wrong.isReached()).isFalse();
        assertThat(TargetTable.of(List.of(wrong)).lines().skip(2))
                .containsExactly(
                        "| one key | Guava | at least 1x | 9.00x |"
                                + " **void: ours has admitted too many** | 1,234 / 5,678 |");
    }

    @Test
    void rejecting_too_early_is_told_but_voids_nothing() {
        TargetLine early =
                new TargetLine("leased", "Bucket4j", Bound.atLeast(1), 2, new Accuracy(0, 3));

        assertThat(early.isReached()).isTrue();
        assertThat(TargetTable.of(List.of(early))).contains("| reached | 0 / 3 |");
    }
}
