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

/** Parses a date of RFC 9110 in the current format and in both obsolete ones. */
final class HttpDate {

    private static final int LONGEST = "Wednesday, 30-Sep-26 23:59:59 GMT".length();

    private static final List<DateTimeFormatter> FORMATS =
            List.of(
                    format("EEE, dd MMM uuuu HH:mm:ss 'GMT'"),
                    strict(
                            // A year with two digits is close to the current year.
                            new DateTimeFormatterBuilder()
                                    .appendPattern("EEEE, dd-MMM-")
                                    .appendValueReduced(ChronoField.YEAR, 2, 2, 2000)
                                    .appendPattern(" HH:mm:ss 'GMT'")),
                    format("EEE MMM ppd HH:mm:ss uuuu"));

    private HttpDate() {}

    static Optional<Instant> parse(String text) {
        return text.length() > LONGEST
                ? Optional.empty()
                : FORMATS.stream().flatMap(format -> parse(text, format).stream()).findFirst();
    }

    private static Optional<Instant> parse(String text, DateTimeFormatter format) {
        try {
            return Optional.of(LocalDateTime.parse(text, format).toInstant(ZoneOffset.UTC));
        } catch (DateTimeException e) {
            return Optional.empty();
        }
    }

    private static DateTimeFormatter format(String pattern) {
        return strict(new DateTimeFormatterBuilder().appendPattern(pattern));
    }

    private static DateTimeFormatter strict(DateTimeFormatterBuilder format) {
        return format.toFormatter(Locale.US).withResolverStyle(ResolverStyle.STRICT);
    }
}
