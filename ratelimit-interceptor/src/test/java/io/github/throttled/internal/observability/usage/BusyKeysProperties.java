package io.github.throttled.internal.observability.usage;

import static org.assertj.core.api.Assertions.assertThat;

import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;
import net.jqwik.api.lifecycle.BeforeTry;

import java.util.HashMap;
import java.util.Map;
import java.util.Random;
import java.util.stream.IntStream;

/** The busiest keys, beside somebody who counts them all. */
class BusyKeysProperties {

    private static final int PLACES = 128;

    private BusyKeys keys;

    @BeforeTry
    void begin() {
        keys = new BusyKeys();
    }

    @Property(tries = 50)
    void few_keys_are_counted_exactly(
            @ForAll @IntRange(min = 1, max = PLACES) int count, @ForAll long seed) {
        Random random = new Random(seed);
        Map<String, Long> known = new HashMap<>();
        for (int call = 0; call < 2_000; call++) {
            String key = "key-" + random.nextInt(count);
            known.merge(key, 1L, Long::sum);
            keys.count(key, call % 3 == 0);
        }

        assertThat(keys.top(PLACES))
                .allSatisfy(busy -> assertThat(busy.calls()).isEqualTo(known.get(busy.key())))
                .hasSize(known.size());
        assertThat(keys.top(PLACES).stream().mapToLong(BusyKeys.Busy::rejected).sum())
                .isEqualTo(667);
    }

    /** A few that keep coming beside three times as many calls of keys that come once. */
    @Property(tries = 30)
    void a_flood_of_keys_neither_hides_busy_ones_nor_takes_more_room(
            @ForAll @IntRange(min = 1, max = 10) int busy, @ForAll long seed) {
        Random random = new Random(seed);
        Map<String, Long> known = new HashMap<>();
        for (int call = 0; call < 20_000; call++) {
            boolean isBusy = random.nextInt(4) == 0;
            String key = isBusy ? "busy-" + random.nextInt(busy) : "flood-" + call;
            known.merge(key, 1L, Long::sum);
            keys.count(key, false);
        }

        assertThat(keys.top(Integer.MAX_VALUE)).hasSizeLessThanOrEqualTo(PLACES);
        assertThat(keys.top(busy))
                .extracting(BusyKeys.Busy::key)
                .containsExactlyInAnyOrderElementsOf(
                        IntStream.range(0, busy).mapToObj(i -> "busy-" + i).toList());
        assertThat(keys.top(PLACES))
                .allSatisfy(
                        one -> assertThat(one.calls()).isLessThanOrEqualTo(known.get(one.key())));
    }
}
