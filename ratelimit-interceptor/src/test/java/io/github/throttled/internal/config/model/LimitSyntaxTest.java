package io.github.throttled.internal.config.model;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.catchThrowable;

import io.github.throttled.internal.algorithm.Algorithm;
import io.github.throttled.internal.algorithm.CalendarPeriod;
import io.github.throttled.internal.config.syntax.BadValueException;
import io.github.throttled.internal.config.syntax.DurationSyntax;

import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Example;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import net.jqwik.api.constraints.IntRange;
import net.jqwik.api.constraints.LongRange;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

import java.time.Duration;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.IntStream;

class LimitSyntaxTest {

    @ParameterizedTest
    @CsvSource({
        "5/minute, 5, PT1M",
        "5 / minute, 5, PT1M",
        "5/MINUTE, 5, PT1M",
        "5/minutes, 5, PT1M",
        "5/min, 5, PT1M",
        "5/m, 5, PT1M",
        "5 per minute, 5, PT1M",
        "5 PER 1 minute, 5, PT1M",
        "100 per hour, 100, PT1H",
        "10 per 15 minutes, 10, PT15M",
        "10/15minutes, 10, PT15M",
        "10/15m, 10, PT15M",
        "1/second, 1, PT1S",
        "7/500ms, 7, PT0.5S",
        "100/PT1H, 100, PT1H",
        "100/pt1h30m, 100, PT1H30M",
        "100/P1D, 100, PT24H",
        "3/24h, 3, PT24H",
        "3/1 day, 3, PT24H",
        "10k/minute, 10000, PT1M",
        "10 K per minute, 10000, PT1M",
        "2m/second, 2000000, PT1S",
        "3/30 days, 3, PT720H",
        "1000000000/second, 1000000000, PT1S",
    })
    void reads_a_quota_per_window(String text, long quota, Duration window) {
        assertThat(LimitSyntax.parse(text)).containsExactly(new Limit(quota, window));
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '>',
            value = {
                "10/second, 1000/hour > PT1S > PT1H",
                "1/second;100/minute > PT1S > PT1M",
                "1000/hour ,10/second > PT1H > PT1S",
                "1/second | 100/hour > PT1S > PT1H",
            })
    void reads_several_limits_in_their_order(String text, Duration first, Duration second) {
        assertThat(LimitSyntax.parse(text))
                .extracting(Limit::window)
                .containsExactly(first, second);
    }

    @Test
    void a_policy_has_no_more_limits_than_a_response_can_tell_of() {
        String most = limits(LimitSyntax.MAX_LIMITS);

        assertThat(LimitSyntax.parse(most)).hasSize(16);
        assertThatThrownBy(() -> LimitSyntax.parse(limits(700)))
                .isInstanceOf(BadValueException.class)
                .hasMessage(
                        "there are 700 limits, and each response reports all of them; write at"
                                + " most 16");
    }

    private static String limits(int count) {
        return IntStream.rangeClosed(1, count)
                .mapToObj(i -> i + "/" + i + " minutes")
                .collect(Collectors.joining(", "));
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '>',
            value = {
                "five > \"five\" is not a limit; write a quota per window, such as 5/minute",
                "1099511627777 > 1099511627777 calls at a time are too many",
                "20, 30 > two limits have the same window",
                "minute > \"minute\" is not a limit",
                "five/minute > \"five\" is not a quota",
                "-5/minute > \"-5\" is not a quota",
                "5.5/minute > \"5.5\" is not a quota",
                "/minute > \"\" is not a quota",
                "0/minute > a quota must be at least 1",
                "5/ > a time is missing",
                "5/minte > did you mean 5/minute?",
                "5/fortnight > \"fortnight\" is not a time unit; write",
                "5/1 month > months have no fixed length; write 30 days, or for a limit of the calendar /month",
                "5/2 years > years have no fixed length; write 365 days, or for a limit of the calendar /year",
                "5kk/minute > \"5kk\" is not a quota",
                "10000000000000m/minute > is too large to count",
                "5/0 minutes > a time must be at least 1ms",
                "5/367 days > a time can be at most 366 days",
                "5/PT0.0001S > a time must be",
                "5/PT0.0015S > a time must be in whole milliseconds",
                "5/99999999999999999999 days > a time can be at most 366 days",
                "99999999999999999999/day > is too large to count",
                "9223372036854775807/day > is too large to count exactly; this window can have at most",
                "5/minute, > a limit is missing",
                "5/minute,,6/hour > a limit is missing",
                "5/minute, 6/60 seconds > two limits have the same window, with quotas of 5 and 6",
            })
    void says_what_is_wrong(String text, String complaint) {
        assertThatThrownBy(() -> LimitSyntax.parse(text.strip()))
                .isInstanceOf(BadValueException.class)
                .hasMessageContaining(complaint.strip());
    }

    @Test
    void a_suggestion_is_one_line() {
        assertThatThrownBy(() -> LimitSyntax.parse("5\n/minte"))
                .hasMessageContaining("did you mean 5\\u000a/minute?");
    }

    @ParameterizedTest
    @CsvSource({"20, 20", "10k, 10000", "1 m, 1000000"})
    void a_quota_alone_is_of_calls_at_a_time(String text, long quota) {
        assertThat(LimitSyntax.parse(text)).containsExactly(Limit.atATime(quota));
    }

    @ParameterizedTest
    @CsvSource({"5/day, DAY", "5 per Week, WEEK", "5/d, DAY", "5/month, MONTH", "5/YEAR, YEAR"})
    void a_period_of_the_calendar_is_one(String text, CalendarPeriod period) {
        assertThat(LimitSyntax.parse(text)).containsExactly(new Limit(5, period));
    }

    @Property
    void every_limit_is_read_as_it_was_written(
            @ForAll @LongRange(min = 1, max = 10_000_000) long quota,
            @ForAll @IntRange(min = 1, max = 366) int number,
            @ForAll("units") String unit,
            @ForAll("separators") String separator) {
        Duration window = DurationSyntax.parse(number + unit);

        assertThat(LimitSyntax.parse(quota + separator + number + ' ' + unit))
                .containsExactly(new Limit(quota, window));
    }

    @Property(tries = 5000)
    void nothing_is_thrown_but_its_own_error_and_nothing_accepted_that_cannot_be_counted(
            @ForAll("almostLimits") String text) {
        Throwable thrown = catchThrowable(() -> assertCountable(LimitSyntax.parse(text)));

        if (thrown != null) {
            assertThat(thrown).isInstanceOf(BadValueException.class);
            assertThat(thrown.getMessage()).isNotBlank().doesNotContain("\n");
        }
    }

    @Example
    void the_largest_quota_of_a_window_is_read() {
        long largest = Algorithm.MAX_QUOTA_TIMES_WINDOW / 1000;

        assertThat(LimitSyntax.parse(largest + "/second"))
                .containsExactly(new Limit(largest, Duration.ofSeconds(1)));
        assertThatThrownBy(() -> LimitSyntax.parse((largest + 1) + "/second"))
                .hasMessageContaining("at most " + largest);
    }

    @Provide
    Arbitrary<String> units() {
        return Arbitraries.of("ms", "second", "s", "minute", "hours", "d", "day");
    }

    @Provide
    Arbitrary<String> separators() {
        return Arbitraries.of("/", " / ", " per ", "  PER  ");
    }

    @Provide
    Arbitrary<String> almostLimits() {
        Arbitrary<String> words =
                Arbitraries.of(
                        "5",
                        "0",
                        "-1",
                        "/",
                        " per ",
                        "per",
                        " ",
                        ",",
                        ";",
                        "minute",
                        "hour",
                        "P1D",
                        "PT",
                        "month",
                        "1e3",
                        "99999999999999999999",
                        "\u0661",
                        "\n",
                        "${x}",
                        "k");
        return Arbitraries.oneOf(
                words.list().ofMaxSize(8).map(list -> String.join("", list)),
                Arbitraries.strings().ofMaxLength(20));
    }

    private static void assertCountable(List<Limit> limits) {
        assertThat(limits)
                .isNotEmpty()
                .allSatisfy(limit -> assertThat(algorithm(limit).quota()).isEqualTo(limit.quota()));
    }

    private static Algorithm algorithm(Limit limit) {
        return limit.isAtATime()
                ? Algorithm.concurrency(limit.quota(), 1)
                : Algorithm.fixedWindow(limit.quota(), limit.window().toMillis());
    }
}
