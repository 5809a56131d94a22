package io.github.throttled.internal.algorithm;

import static org.assertj.core.api.Assertions.assertThat;

import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Combinators;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;

import java.util.Arrays;
import java.util.List;
import java.util.Optional;

/** A counter that is opened again and again, and stored in place, is as good as a new one. */
class ReopenedCounterTest {

    private static final long START = 1_735_689_600_000L;

    /** A call of one of two keys, after a while; a clock may be set back. */
    private record Step(int key, long pause, long cost) {}

    @Property(tries = 500)
    void it_answers_and_stores_as_a_new_one(
            @ForAll("limits") Limits limits, @ForAll("steps") List<Step> steps) {
        Counter reopened = limits.open(null, START);
        long[][] inPlace = new long[2][];
        long[][] anew = new long[2][];
        long now = START;
        for (Step step : steps) {
            now += step.pause();
            int key = step.key();
            Counter fresh = limits.open(anew[key], now);
            Verdict expected = fresh.take(step.cost());
            if (inPlace[key] != null && limits.hasFixedSize()) {
                reopened.reopenInPlace(inPlace[key], now);
            } else {
                reopened.reopen(inPlace[key], now);
            }

            Verdict verdict =
                    reopened.takes(step.cost()) ? reopened.admission() : reopened.take(step.cost());

            assertThat(verdict).isEqualTo(expected);
            assertThat(reopened.changed()).isEqualTo(fresh.changed());
            assertThat(reopened.atMillis()).isEqualTo(expected.atMillis());
            if (verdict.admitted()) {
                assertThat(reopened.delayMillis()).isEqualTo(expected.delayMillis());
            }
            if (verdict.admitted() && reopened.isReadLater()) {
                assertThat(
                                limits.reader()
                                        .read(
                                                reopened.number(0),
                                                reopened.number(1),
                                                reopened.atMillis()))
                        .isEqualTo(expected.readings().get(0));
            }
            long[] closed = reopened.close();
            if (fresh.changed()) {
                anew[key] = fresh.toStored();
                inPlace[key] = closed;
            }
            assertThat(withoutZeros(inPlace[key])).isEqualTo(anew[key]);
        }
    }

    /** The same entry as {@link Counter#toStored} writes it. */
    private static long[] withoutZeros(long[] entry) {
        if (entry == null) {
            return null;
        }
        int end = entry.length;
        while (end > Limits.HEADER && entry[end - 1] == 0) {
            end--;
        }
        return Arrays.copyOf(entry, end);
    }

    @Provide
    Arbitrary<Limits> limits() {
        Arbitrary<Algorithm> algorithms =
                Arbitraries.of(
                        Algorithm.fixedWindow(5, 1_000),
                        Algorithm.slidingWindow(5, 1_000),
                        Algorithm.segmentedWindow(5, 1_000, 4),
                        Algorithm.slidingLog(5, 1_000),
                        Algorithm.tokenBucket(5, 1_000, 7),
                        Algorithm.leakyBucket(5, 1_000, 2, 300),
                        Algorithm.concurrency(5, 7));
        Arbitrary<Optional<BanRule>> penalties =
                Arbitraries.of(Optional.empty(), Optional.of(new BanRule(2, 3_000)));
        return Combinators.combine(algorithms.list().ofMinSize(1).ofMaxSize(3), penalties)
                .as(Limits::new);
    }

    @Provide
    Arbitrary<List<Step>> steps() {
        return Combinators.combine(
                        Arbitraries.integers().between(0, 1),
                        Arbitraries.of(0L, 0L, 1L, 40L, 333L, 1_000L, 20_000L, -3_000L, -50_000L),
                        Arbitraries.longs().between(1, 3))
                .as(Step::new)
                .list()
                .ofMaxSize(60);
    }
}
