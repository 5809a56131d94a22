package io.github.throttled.internal.observability.usage;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

import java.util.Arrays;

/** What was decided in the last minutes. */
class TimeStepsTest {

    private final TimeSteps steps = new TimeSteps();

    @Test
    void each_step_has_what_was_counted_in_it() {
        steps.add(1_000, TimeSteps.ADMITTED, 3);
        steps.add(1_000, TimeSteps.ADMITTED, 1);
        steps.add(1_000, TimeSteps.REJECTED, 2);
        steps.add(1_002, TimeSteps.ADMITTED, 5);

        assertThat(steps.admitted(1_002)).hasSize(150).endsWith(0, 4, 0, 5);
        assertThat(steps.rejected(1_002)).endsWith(2, 0, 0);
        assertThat(steps.dryRun(1_002)).containsOnly(0);
    }

    @Test
    void who_asks_later_finds_it_further_back_though_nothing_was_counted_since() {
        steps.add(1_000, TimeSteps.ADMITTED, 3);

        assertThat(steps.admitted(1_003)).endsWith(3, 0, 0, 0);
        assertThat(steps.admitted(1_000 + 149)[0]).isEqualTo(3);
        assertThat(steps.admitted(1_000 + 150)).containsOnly(0);
    }

    @Test
    void what_is_too_old_is_forgotten() {
        steps.add(1_000, TimeSteps.ADMITTED, 3);
        steps.add(1_000 + 149, TimeSteps.ADMITTED, 1);
        assertThat(Arrays.stream(steps.admitted(1_149)).sum()).isEqualTo(4);

        steps.add(1_000 + 150, TimeSteps.ADMITTED, 1);
        assertThat(Arrays.stream(steps.admitted(1_150)).sum()).isEqualTo(2);

        steps.add(90_000, TimeSteps.ADMITTED, 7);
        assertThat(Arrays.stream(steps.admitted(90_000)).sum()).isEqualTo(7);
    }

    @Test
    void it_crosses_the_grid_as_it_is() {
        steps.add(1_000, TimeSteps.ADMITTED, 3);
        steps.add(1_001, TimeSteps.DRY_RUN, 4);
        long[] numbers = new long[TimeSteps.size() + 2];

        steps.write(numbers, 2);

        TimeSteps read = TimeSteps.read(numbers, 2);
        assertThat(read.admitted(1_001)).isEqualTo(steps.admitted(1_001));
        assertThat(read.dryRun(1_001)).isEqualTo(steps.dryRun(1_001));
    }

    @Test
    void what_another_version_has_written_is_nothing() {
        assertThat(TimeSteps.read(new long[] {1, 2, 3}, 1).admitted(2)).containsOnly(0);
    }
}
