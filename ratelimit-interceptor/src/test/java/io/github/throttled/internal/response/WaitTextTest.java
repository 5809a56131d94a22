package io.github.throttled.internal.response;

import static org.assertj.core.api.Assertions.assertThat;

import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.LongRange;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

import java.util.Locale;
import java.util.Map;

class WaitTextTest {

    @ParameterizedTest
    @CsvSource({
        "1, 1 second",
        "12, 12 seconds",
        "59, 59 seconds",
        "60, 1 minute",
        "61, 1 minute 1 second",
        "90, 1 minute 30 seconds",
        "600, 10 minutes",
        "3599, 59 minutes 59 seconds",
        "3600, 1 hour",
        "3601, 1 hour 1 minute",
        "3900, 1 hour 5 minutes",
        "7140, 1 hour 59 minutes",
        "7141, 2 hours",
        "86399, 1 day",
        "86400, 1 day",
        "86401, 1 day 1 hour",
        "172799, 2 days",
        "2592000, 30 days",
    })
    void wait_is_told_in_at_most_two_units(long seconds, String words) {
        assertThat(WaitText.of(seconds, TestTexts.ENGLISH)).isEqualTo(words);
    }

    @ParameterizedTest
    @CsvSource({
        "1, 1 Sekunde",
        "12, 12 Sekunden",
        "61, 1 Minute 1 Sekunde",
        "600, 10 Minuten",
        "7201, 2 Stunden 1 Minute",
        "93600, 1 Tag 2 Stunden",
        "180000, 2 Tagen 2 Stunden",
    })
    void every_language_has_words_of_its_own(long seconds, String words) {
        assertThat(WaitText.of(seconds, TestTexts.in(Locale.GERMAN))).isEqualTo(words);
    }

    @Property
    void words_are_never_earlier_than_the_seconds_and_at_most_a_tenth_later(
            @ForAll @LongRange(min = 1, max = 400L * 86_400) long seconds) {
        assertThat(seconds(WaitText.of(seconds, TestTexts.ENGLISH)))
                .isGreaterThanOrEqualTo(seconds)
                .isLessThanOrEqualTo(seconds + seconds / 10);
    }

    private static long seconds(String words) {
        Map<Character, Long> units = Map.of('d', 86_400L, 'h', 3_600L, 'm', 60L, 's', 1L);
        String[] parts = words.split(" ");
        long seconds = 0;
        for (int i = 0; i < parts.length; i += 2) {
            seconds += Long.parseLong(parts[i]) * units.get(parts[i + 1].charAt(0));
        }
        return seconds;
    }
}
