package io.github.throttled.internal.engine.combining;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

import java.util.stream.IntStream;

class GenerationalCacheTest {

    @Test
    void the_last_state_is_remembered() {
        GenerationalCache<long[]> seen = new GenerationalCache<>(10);
        seen.put("key", new long[] {1});
        seen.put("key", new long[] {2});

        assertThat(seen.get("key")).containsExactly(2);
        assertThat(seen.get("other")).isNull();
    }

    @Test
    void nothing_is_remembered_of_a_key_that_is_not_stored() {
        GenerationalCache<long[]> seen = new GenerationalCache<>(10);
        seen.put("key", new long[] {1});
        seen.put("key", null);

        assertThat(seen.get("key")).isNull();
    }

    @Test
    void a_key_is_forgotten_however_long_ago_it_was_seen() {
        GenerationalCache<long[]> seen = new GenerationalCache<>(10);
        seen.put("key", new long[] {1});
        fill(seen, 6);
        seen.put("key", new long[] {2});
        fill(seen, 6);
        assertThat(seen.get("key")).isNotNull();

        seen.forget("key");

        assertThat(seen.get("key")).isNull();
    }

    @ParameterizedTest
    @ValueSource(ints = {1, 2, 3, 10, 1000})
    void there_are_never_more_keys_than_there_may_be(int maxKeys) {
        GenerationalCache<long[]> seen = new GenerationalCache<>(maxKeys);
        for (int i = 0; i < 5 * maxKeys; i++) {
            seen.put("key" + i, new long[] {i});

            assertThat(seen.get("key" + i)).containsExactly(i);
            assertThat(remembered(seen, 5 * maxKeys)).isBetween(1L, (long) maxKeys);
        }
    }

    @Test
    void a_key_in_use_stays() {
        GenerationalCache<long[]> seen = new GenerationalCache<>(10);
        for (int i = 0; i < 100; i++) {
            seen.put("used", new long[] {i});
            seen.put("key" + i, new long[] {i});

            assertThat(seen.get("used")).containsExactly(i);
        }
    }

    private static void fill(GenerationalCache<long[]> seen, int count) {
        IntStream.range(0, count).forEach(i -> seen.put("filler" + i, new long[] {i}));
    }

    private static long remembered(GenerationalCache<long[]> seen, int count) {
        return IntStream.range(0, count).filter(i -> seen.get("key" + i) != null).count();
    }
}
