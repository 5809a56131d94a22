package io.github.throttled.client;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

import java.time.Instant;
import java.time.LocalDateTime;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.Locale;
import java.util.Optional;

class HttpDateTest {

    private static final Instant NOW = Instant.parse("2026-03-04T05:06:07Z");

    @ParameterizedTest
    @ValueSource(
            strings = {
                "Sun, 06 Nov 1994 08:49:37 GMT",
                "Sunday, 06-Nov-94 08:49:37 GMT",
                "Sun Nov  6 08:49:37 1994"
            })
    void the_three_formats_of_the_rfc_are_the_same_date(String text) {
        assertThat(HttpDate.parse(text, NOW)).contains(Instant.parse("1994-11-06T08:49:37Z"));
    }

    @ParameterizedTest
    @CsvSource({
        // Up to 50 years ahead, to the second.
        "2026-03-04T05:06:07Z, 'Wednesday, 04-Mar-76 05:06:07 GMT', 2076-03-04T05:06:07Z",
        "2026-03-04T05:06:07Z, 'Thursday, 04-Mar-76 05:06:08 GMT', 1976-03-04T05:06:08Z",
        "2026-03-04T05:06:07Z, 'Saturday, 01-Jan-77 00:00:00 GMT', 1977-01-01T00:00:00Z",
        "2026-03-04T05:06:07Z, 'Tuesday, 31-Dec-75 23:59:59 GMT', 2075-12-31T23:59:59Z",
        // Around the turn of a century.
        "1999-12-31T23:59:59Z, 'Saturday, 01-Jan-00 00:00:09 GMT', 2000-01-01T00:00:09Z",
        "2000-01-01T00:00:00Z, 'Friday, 31-Dec-99 23:59:59 GMT', 1999-12-31T23:59:59Z",
        "2099-12-31T23:59:59Z, 'Friday, 01-Jan-00 00:00:09 GMT', 2100-01-01T00:00:09Z",
        "2080-01-01T00:00:00Z, 'Wednesday, 01-Jan-10 00:00:00 GMT', 2110-01-01T00:00:00Z",
        "2100-01-01T00:00:00Z, 'Thursday, 31-Dec-99 23:59:59 GMT', 2099-12-31T23:59:59Z",
        // The year 2000 has a 29 February, and 2100 has none.
        "2026-03-04T05:06:07Z, 'Tuesday, 29-Feb-00 00:00:00 GMT', 2000-02-29T00:00:00Z",
        "2050-01-01T00:00:00Z, 'Tuesday, 29-Feb-00 00:00:00 GMT', 2000-02-29T00:00:00Z",
    })
    void a_year_of_two_digits_is_at_most_50_years_ahead(Instant now, String text, Instant date) {
        assertThat(HttpDate.parse(text, now)).contains(date);
    }

    @Test
    void any_date_from_50_years_ago_to_50_years_ahead_survives_two_digits() {
        DateTimeFormatter format =
                DateTimeFormatter.ofPattern("EEEE, dd-MMM-yy HH:mm:ss 'GMT'", Locale.US);
        LocalDateTime start = LocalDateTime.ofInstant(NOW, ZoneOffset.UTC);
        LocalDateTime end = start.plusYears(50);
        for (LocalDateTime date = start.minusYears(50).plusSeconds(1);
                !date.isAfter(end);
                date = date.plusDays(97).plusSeconds(12_345)) {
            assertThat(HttpDate.parse(format.format(date), NOW))
                    .contains(date.toInstant(ZoneOffset.UTC));
        }
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                // The weekday of another century.
                "Saturday, 06-Nov-94 08:49:37 GMT",
                "Wednesday, 04-Mar-76 05:06:08 GMT",
                "Thursday, 04-Mar-76 05:06:07 GMT",
                "Monday, 29-Feb-94 08:49:37 GMT",
                "Sun, 06-Nov-94 08:49:37 GMT",
                "Sunday, 6-Nov-94 08:49:37 GMT",
                "Sunday, 06-Nov-1994 08:49:37 GMT",
                "Sunday, 06-Nov-9 08:49:37 GMT",
                "Sunday, 06-Nov-94 24:00:00 GMT",
                "Sunday, 06-Nov-94 08:49:37 UTC",
                "sunday, 06-nov-94 08:49:37 gmt"
            })
    void any_other_date_with_two_digits_is_none(String text) {
        assertThat(HttpDate.parse(text, NOW)).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "Tue Mar  4 05:06:07 +999999999",
                "Wed Mar  4 05:06:07 -2026",
                "Wed, 04 Mar +12026 05:06:07 GMT",
                "Wed, 04 Mar 26 05:06:07 GMT"
            })
    void a_year_has_two_or_four_digits(String text) {
        assertThat(HttpDate.parse(text, NOW)).isEmpty();
    }

    @Test
    void a_year_counts_from_the_date_of_the_response() {
        assertThat(
                        RetryAfterField.parse(
                                        "Friday, 01-Jan-00 00:00:09 GMT",
                                        Instant.parse("2099-12-31T23:59:59Z"))
                                .map(Object::toString))
                .isEqualTo(Optional.of("PT10S"));
    }
}
