package io.github.throttled.internal.algorithm;

import static org.assertj.core.api.Assertions.assertThat;

import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.LongRange;

import org.junit.jupiter.api.Test;

import java.math.BigInteger;

/** Permits of several limits may be used on the terms of all of them. */
class LeaseTermsTest {

    @Test
    void the_shorter_time_holds() {
        assertThat(LeaseTerms.until(5).and(LeaseTerms.until(7))).isEqualTo(LeaseTerms.until(5));
        assertThat(LeaseTerms.until(7).and(LeaseTerms.until(5))).isEqualTo(LeaseTerms.until(5));
    }

    @Test
    void a_window_s_time_and_a_bucket_s_rate_hold() {
        LeaseTerms both = new LeaseTerms(5, 2, 3);

        assertThat(LeaseTerms.until(5).and(LeaseTerms.draining(2, 3))).isEqualTo(both);
        assertThat(LeaseTerms.draining(2, 3).and(LeaseTerms.until(5))).isEqualTo(both);
    }

    /** Products of quotas and windows exceed 64 bits. */
    @Property
    void of_two_rates_the_faster_one_holds(
            @ForAll @LongRange(min = 1, max = 1L << 60) long quota,
            @ForAll @LongRange(min = 1, max = Algorithm.MAX_WINDOW_MILLIS) long window,
            @ForAll @LongRange(min = 1, max = 1L << 60) long otherQuota,
            @ForAll @LongRange(min = 1, max = Algorithm.MAX_WINDOW_MILLIS) long otherWindow) {
        LeaseTerms one = LeaseTerms.draining(quota, window);
        LeaseTerms other = LeaseTerms.draining(otherQuota, otherWindow);
        boolean faster = product(quota, otherWindow).compareTo(product(otherQuota, window)) > 0;

        assertThat(one.and(other)).isEqualTo(faster ? one : other);
    }

    @Test
    void rates_that_differ_in_the_highest_bit_of_a_number_are_compared_right() {
        LeaseTerms fast = LeaseTerms.draining(1L << 40, 1);
        LeaseTerms slow = LeaseTerms.draining(1, 1L << 23);

        assertThat(fast.and(slow)).isEqualTo(fast);
        assertThat(slow.and(fast)).isEqualTo(fast);
    }

    private static BigInteger product(long one, long other) {
        return BigInteger.valueOf(one).multiply(BigInteger.valueOf(other));
    }
}
