package io.github.throttled.internal.config.syntax;

import java.time.Duration;
import java.time.format.DateTimeParseException;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * The syntax of a duration: {@code 250ms}, {@code 15 minutes}, or ISO-8601 as in {@code PT0.25S}.
 * Case does not matter.
 *
 * <p>A duration is 1 millisecond to 366 days, in whole milliseconds.
 */
public final class DurationSyntax {

    private static final Duration SHORTEST = Duration.ofMillis(1);
    private static final Duration LONGEST = Duration.ofDays(366);

    private static final Pattern ISO = Pattern.compile("p[t0-9].*");
    private static final Pattern NUMBER_AND_UNIT = Pattern.compile("([0-9]*)\\s*([a-z]+)");

    private static final Map<String, Duration> UNITS = new LinkedHashMap<>();

    static {
        unit(Duration.ofMillis(1), "ms", "millisecond", "milliseconds");
        unit(Duration.ofSeconds(1), "s", "sec", "second", "seconds");
        unit(Duration.ofMinutes(1), "m", "min", "minute", "minutes");
        unit(Duration.ofHours(1), "h", "hour", "hours");
        unit(Duration.ofDays(1), "d", "day", "days");
        unit(Duration.ofDays(7), "w", "week", "weeks");
    }

    /** Units without a fixed length, with an alternative. */
    private static final Map<String, String> CALENDAR_UNITS =
            Map.of(
                    "month",
                    "30 days",
                    "months",
                    "30 days",
                    "year",
                    "365 days",
                    "years",
                    "365 days");

    private DurationSyntax() {}

    private static void unit(Duration length, String... names) {
        for (String name : names) {
            UNITS.put(name, length);
        }
    }

    /**
     * Reads a number with a unit, or ISO-8601.
     *
     * @throws BadValueException for anything else
     */
    public static Duration parse(String text) {
        if (UNITS.containsKey(normalized(text))) {
            throw new BadValueException("a number is missing", "1" + normalized(text));
        }
        return parseWindow(text);
    }

    /**
     * Like {@link #parse}, but a unit alone means one of it: {@code minute}.
     *
     * @throws BadValueException for anything else
     */
    public static Duration parseWindow(String text) {
        String normalized = normalized(text);
        if (ISO.matcher(normalized).matches()) {
            return parseIso(text, normalized);
        }
        Matcher matcher = NUMBER_AND_UNIT.matcher(normalized);
        if (!matcher.matches()) {
            throw notADuration(text);
        }
        String number = matcher.group(1);
        Duration unit = unit(normalized.substring(0, matcher.start(2)), matcher.group(2));
        return number.isEmpty() ? unit : times(number, unit);
    }

    /**
     * Returns the same duration if it is in range.
     *
     * @throws BadValueException if it is not 1 millisecond to 366 days, in whole milliseconds
     */
    public static Duration check(Duration duration) {
        if (duration.compareTo(SHORTEST) < 0) {
            throw new BadValueException("a time must be at least 1ms");
        }
        if (duration.compareTo(LONGEST) > 0) {
            throw tooLong();
        }
        if (duration.toNanosPart() % 1_000_000 != 0) {
            throw new BadValueException("a time must be in whole milliseconds");
        }
        return duration;
    }

    /** The form of a window after a quota: {@code /hour}, {@code per 36 hours}. */
    public static String perWindow(Duration window) {
        // Not days, because a day in the syntax of limits is a calendar day.
        return wholeUnit(window, List.of("hour", "minute", "second"))
                .map(
                        unit ->
                                window.equals(UNITS.get(unit))
                                        ? "/" + unit
                                        : " per " + counted(window, unit))
                .orElseGet(() -> " per " + window.toMillis() + "ms");
    }

    /** The form of a duration in a sentence: {@code 1 minute}, {@code 30 days}, {@code 500 ms}. */
    public static String words(Duration duration) {
        return wholeUnit(duration, List.of("day", "hour", "minute", "second"))
                .map(unit -> counted(duration, unit))
                .orElseGet(() -> duration.toMillis() + " ms");
    }

    /** The first of these units that divides the duration. */
    private static Optional<String> wholeUnit(Duration duration, List<String> units) {
        return units.stream()
                .filter(unit -> duration.toMillis() % UNITS.get(unit).toMillis() == 0)
                .findFirst();
    }

    private static String counted(Duration duration, String unit) {
        long count = duration.dividedBy(UNITS.get(unit));
        return count + " " + (count == 1 ? unit : plural(unit));
    }

    private static String normalized(String text) {
        return text.strip().toLowerCase(Locale.ROOT);
    }

    private static Duration parseIso(String text, String normalized) {
        try {
            return check(Duration.parse(normalized));
        } catch (DateTimeParseException e) {
            throw notADuration(text);
        }
    }

    private static Duration unit(String number, String name) {
        Duration unit = UNITS.get(name);
        if (unit != null) {
            return unit;
        }
        if (CALENDAR_UNITS.containsKey(name)) {
            throw new BadValueException(
                    "%s have no fixed length; write %s, or for a limit of the calendar /%s"
                            .formatted(plural(name), CALENDAR_UNITS.get(name), singular(name)));
        }
        Optional<String> meant = DidYouMean.nearest(name, UNITS.keySet());
        throw new BadValueException(
                SafeText.quoted(name)
                        + " is not a time unit"
                        + (meant.isEmpty() ? knownUnits() : ""),
                meant.map(number::concat).orElse(""));
    }

    private static String plural(String unit) {
        return singular(unit) + "s";
    }

    private static String singular(String unit) {
        return unit.endsWith("s") ? unit.substring(0, unit.length() - 1) : unit;
    }

    private static String knownUnits() {
        return "; write ms, second, minute, hour, day or week";
    }

    private static Duration times(String number, Duration unit) {
        try {
            return check(unit.multipliedBy(Long.parseLong(number)));
        } catch (NumberFormatException | ArithmeticException e) {
            throw tooLong();
        }
    }

    private static BadValueException tooLong() {
        return new BadValueException("a time can be at most " + LONGEST.toDays() + " days");
    }

    private static BadValueException notADuration(String text) {
        return new BadValueException(
                (text.isBlank() ? "a time is missing" : SafeText.quoted(text) + " is not a time")
                        + "; write a whole number and a unit such as 15 minutes, or PT15M");
    }
}
