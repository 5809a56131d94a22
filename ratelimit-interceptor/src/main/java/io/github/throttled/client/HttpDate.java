package io.github.throttled.client;

import java.time.DateTimeException;
import java.time.Instant;
import java.time.LocalDateTime;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.time.format.DateTimeFormatterBuilder;
import java.time.format.ResolverStyle;
import java.time.temporal.ChronoField;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

/**
 * Parses a date of RFC 9110, section 5.6.7, in the current format and in both obsolete ones.
 *
 * <p>A year of the obsolete RFC 850 format has two digits, so its century depends on the current
 * time.
 */
final class HttpDate {

    private static final int LONGEST = "Wednesday, 30-Sep-26 23:59:59 GMT".length();

    private static final int YEARS_AHEAD = 50;
    private static final int CENTURY = 100;

    private static final List<DateTimeFormatter> FOUR_DIGITS =
            List.of(
                    strict(
                            new DateTimeFormatterBuilder()
                                    .appendPattern("EEE, dd MMM ")
                                    .appendValue(ChronoField.YEAR, 4)
                                    .appendPattern(" HH:mm:ss 'GMT'")),
                    strict(
                            new DateTimeFormatterBuilder()
                                    .appendPattern("EEE MMM ppd HH:mm:ss ")
                                    .appendValue(ChronoField.YEAR, 4)));

    /** Parses a date of the years 2000 to 2099, with any day of the week. */
    private static final DateTimeFormatter TWO_DIGITS =
            strict(
                            new DateTimeFormatterBuilder()
                                    .appendPattern("EEEE, dd-MMM-")
                                    .appendValueReduced(ChronoField.YEAR, 2, 2, 2000)
                                    .appendPattern(" HH:mm:ss 'GMT'"))
                    .withResolverFields(
                            ChronoField.YEAR,
                            ChronoField.MONTH_OF_YEAR,
                            ChronoField.DAY_OF_MONTH,
                            ChronoField.HOUR_OF_DAY,
                            ChronoField.MINUTE_OF_HOUR,
                            ChronoField.SECOND_OF_MINUTE);

    private HttpDate() {}

    /**
     * Returns the date; empty if the text is none.
     *
     * @param now the current time: a date with a two-digit year is at most 50 years later
     */
    static Optional<Instant> parse(String text, Instant now) {
        if (text.length() > LONGEST) {
            return Optional.empty();
        }
        return FOUR_DIGITS.stream()
                .flatMap(format -> parse(text, format).stream())
                .findFirst()
                .or(() -> parse(text, TWO_DIGITS).flatMap(date -> inCentury(date, text, now)))
                .map(date -> date.toInstant(ZoneOffset.UTC));
    }

    private static Optional<LocalDateTime> parse(String text, DateTimeFormatter format) {
        try {
            return Optional.of(LocalDateTime.parse(text, format));
        } catch (DateTimeException e) {
            return Optional.empty();
        }
    }

    /** Moves a date to the latest century in which it is not too far ahead. */
    private static Optional<LocalDateTime> inCentury(LocalDateTime date, String text, Instant now) {
        LocalDateTime latest = LocalDateTime.ofInstant(now, ZoneOffset.UTC).plusYears(YEARS_AHEAD);
        int year = latest.getYear() - Math.floorMod(latest.getYear() - date.getYear(), CENTURY);
        LocalDateTime moved = date.withYear(year);
        if (moved.isAfter(latest)) {
            moved = date.withYear(year - CENTURY);
        }
        // The century decides which weekday is right, and whether 29 February exists.
        return Optional.of(moved).filter(it -> TWO_DIGITS.format(it).equals(text));
    }

    private static DateTimeFormatter strict(DateTimeFormatterBuilder format) {
        return format.toFormatter(Locale.US).withResolverStyle(ResolverStyle.STRICT);
    }
}
