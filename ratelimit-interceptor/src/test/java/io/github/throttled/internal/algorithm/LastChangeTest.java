package io.github.throttled.internal.algorithm;

import static org.assertj.core.api.Assertions.assertThat;

import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.LongRange;

import java.util.List;
import java.util.stream.Stream;

/** When an entry was last changed, and that it equals none when it is older than its memory. */
class LastChangeTest {

    private static final long BEGIN = 1_700_000_000_000L;

    private static final long MINUTE = 60_000;

    private final List<Limits> all =
            Stream.of(
                            Algorithm.fixedWindow(10, MINUTE),
                            Algorithm.slidingWindow(10, MINUTE),
                            Algorithm.segmentedWindow(10, MINUTE, 6),
                            Algorithm.slidingLog(10, MINUTE),
                            Algorithm.tokenBucket(10, MINUTE, 10),
                            Algorithm.leakyBucket(10, MINUTE, 10, 0))
                    .map(algorithm -> new Limits(List.of(algorithm)))
                    .toList();

    @Property
    void an_entry_older_than_its_memory_equals_none(
            @ForAll @LongRange(min = 1, max = 10) long permits,
            @ForAll @LongRange(min = 0, max = 100_000) long later) {
        for (Limits limits : all) {
            Counter counter = limits.open(null, BEGIN);
            counter.take(permits);
            long[] stored = counter.toStored();

            assertThat(limits.changedMillis(stored)).isEqualTo(BEGIN);
            long forgotten = BEGIN + limits.memoryMillis() + 1 + later;
            assertThat(limits.used(stored, forgotten)).isZero();
            assertThat(limits.open(stored, forgotten).peek(10).admitted()).isTrue();
        }
    }

    @Property
    void what_cannot_be_read_was_never_changed(@ForAll long[] anything) {
        for (Limits limits : all) {
            if (!limits.canRead(anything)) {
                assertThat(limits.changedMillis(anything)).isEqualTo(Long.MAX_VALUE);
            }
        }
    }

    @Property
    void a_clock_that_was_ahead_counts(
            @ForAll @LongRange(min = 1, max = 10_000) long behindMillis) {
        for (Limits limits : all) {
            Counter ahead = limits.open(null, BEGIN);
            ahead.take(1);
            Counter behind = limits.open(ahead.toStored(), BEGIN - behindMillis);
            behind.take(1);

            assertThat(limits.changedMillis(behind.toStored()))
                    .isGreaterThanOrEqualTo(BEGIN - behindMillis);
        }
    }
}
