package io.github.throttled.internal.algorithm;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

import java.util.List;
import java.util.Optional;

/** What is known of a policy's limits together. */
class LimitsTest {

    private static final long NOW = 1_735_689_600_000L;
    private static final long MINUTE = 60_000;

    private final Algorithm window = Algorithm.fixedWindow(3, MINUTE);
    private final Algorithm bucket = Algorithm.tokenBucket(10, 60 * MINUTE, 2);
    private final Limits limits = new Limits(List.of(window, bucket));

    @Test
    void they_stay_in_their_order_and_admit_what_each_of_them_can() {
        assertThat(limits.algorithms()).containsExactly(window, bucket);
        assertThat(limits.capacity()).isEqualTo(2);
        assertThat(limits.hasFixedSize()).isTrue();
    }

    @Test
    void what_is_longest_to_remember_is_remembered() {
        assertThat(limits.memoryMillis()).isEqualTo(bucket.memoryMillis());
        assertThat(banning(MINUTE * 1_000).memoryMillis()).isEqualTo(MINUTE * 1_000);
        assertThat(banning(1).memoryMillis()).isEqualTo(window.memoryMillis());
    }

    @Test
    void the_entry_that_was_changed_last_is_the_newer_one() {
        long[] first = taken(NOW);
        long[] second = taken(NOW + 1);

        assertThat(Limits.isNewer(second, first)).isTrue();
        assertThat(Limits.isNewer(first, second)).isFalse();
        assertThat(Limits.isNewer(first, first)).isFalse();
    }

    private long[] taken(long now) {
        Entry entry = new Entry(limits);
        entry.take(now, 1);
        return entry.stored();
    }

    private Limits banning(long banMillis) {
        return new Limits(List.of(window), Optional.of(new BanRule(1, banMillis)));
    }
}
