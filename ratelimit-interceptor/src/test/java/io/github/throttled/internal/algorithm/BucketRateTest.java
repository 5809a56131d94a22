package io.github.throttled.internal.algorithm;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

import java.util.List;

/** A rate does not drift, however badly the window can be divided by the quota. */
class BucketRateTest {

    private static final long NOW = 1_735_689_600_000L;

    @ParameterizedTest
    @CsvSource({
        "7, 1000, 1, 3600000, 25200",
        "7, 1000, 7, 3600000, 25206",
        "3, 1000, 1, 3600000, 10800",
        "900, 1000, 1, 600000, 540000",
        "1500, 1000, 1, 600000, 900000",
        "1000, 60000, 1, 3600000, 60000",
        "997, 60000, 5, 3600000, 59824",
        "1, 7, 1, 700000, 100000",
    })
    void a_caller_who_tries_all_the_time_gets_the_rate_and_the_burst(
            long quota, long window, long burst, long millis, long expected) {
        Entry entry =
                new Entry(new Limits(List.of(Algorithm.leakyBucket(quota, window, burst, 0))));
        long admitted = 0;
        for (long now = NOW; now < NOW + millis; now++) {
            while (entry.take(now, 1).admitted()) {
                admitted++;
            }
        }
        assertThat(admitted).isEqualTo(expected);
    }
}
