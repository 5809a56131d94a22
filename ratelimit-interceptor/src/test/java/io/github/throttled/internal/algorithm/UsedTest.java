package io.github.throttled.internal.algorithm;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

import java.util.List;

class UsedTest {

    private static final long WINDOW = 60_000;
    private static final long START = 1_735_689_600_000L;

    @Test
    void what_nobody_used_is_worth_nothing() {
        assertThat(fixed(4).used(null, START)).isZero();
    }

    @Test
    void it_grows_with_what_is_used_until_nothing_is_left() {
        Limits limits = fixed(4);

        assertThat(limits.used(taken(limits, 1), START)).isEqualTo(250);
        assertThat(limits.used(taken(limits, 3), START)).isEqualTo(750);
        assertThat(limits.used(taken(limits, 4), START)).isEqualTo(1000);
    }

    @Test
    void it_ends_with_the_window() {
        Limits limits = fixed(4);

        assertThat(limits.used(taken(limits, 4), START + WINDOW)).isZero();
    }

    @Test
    void the_least_use_is_more_than_none_and_the_most_that_is_not_all_is_less_than_all() {
        Limits limits = fixed(1_000_000);

        assertThat(limits.used(taken(limits, 1), START)).isEqualTo(1);
        assertThat(limits.used(taken(limits, 999_999), START)).isEqualTo(999);
    }

    @Test
    void the_largest_quota_does_not_overflow() {
        Limits limits = new Limits(List.of(Algorithm.fixedWindow(1L << 60, 1)));

        assertThat(limits.used(taken(limits, 1L << 59), START)).isBetween(499, 501);
    }

    @Test
    void of_several_limits_the_one_that_is_used_most_counts() {
        Limits limits =
                new Limits(
                        List.of(
                                Algorithm.fixedWindow(100, WINDOW),
                                Algorithm.tokenBucket(2, WINDOW, 2)));

        assertThat(limits.used(taken(limits, 2), START)).isEqualTo(1000);
        assertThat(limits.used(taken(limits, 1), START)).isEqualTo(500);
    }

    private static Limits fixed(long quota) {
        return new Limits(List.of(Algorithm.fixedWindow(quota, WINDOW)));
    }

    private static long[] taken(Limits limits, long permits) {
        Counter counter = limits.open(null, START);
        counter.take(permits);
        return counter.toStored();
    }
}
