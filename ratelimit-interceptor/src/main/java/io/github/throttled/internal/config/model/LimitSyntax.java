package io.github.throttled.internal.config.model;

import io.github.throttled.internal.algorithm.CalendarPeriod;
import io.github.throttled.internal.config.syntax.BadValueException;
import io.github.throttled.internal.config.syntax.DurationSyntax;
import io.github.throttled.internal.config.syntax.SafeText;

import java.time.Duration;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * The syntax of limits: {@code 5/minute}, {@code 10 per 15 minutes}, {@code 100/PT1H}, {@code
 * 10k/month}, or several separated by commas, semicolons or bars. Case does not matter.
 */
public final class LimitSyntax {

    /** Bounded, because every response reports each limit. */
    static final int MAX_LIMITS = 16;

    private static final Pattern BETWEEN_LIMITS = Pattern.compile("[,;|]");
    private static final Pattern PER = Pattern.compile("/|\\sper\\s", Pattern.CASE_INSENSITIVE);
    private static final Pattern QUOTA =
            Pattern.compile("([0-9]+)\\s*([km]?)", Pattern.CASE_INSENSITIVE);

    private static final Map<String, Long> SUFFIXES = Map.of("", 1L, "k", 1_000L, "m", 1_000_000L);

    private static final Map<String, CalendarPeriod> PERIODS =
            Map.of(
                    "d", CalendarPeriod.DAY,
                    "day", CalendarPeriod.DAY,
                    "w", CalendarPeriod.WEEK,
                    "week", CalendarPeriod.WEEK,
                    "month", CalendarPeriod.MONTH,
                    "year", CalendarPeriod.YEAR);

    private LimitSyntax() {}

    /**
     * Reads one or more limits of different windows.
     *
     * @return at least one, in the order of the text
     * @throws BadValueException for anything else, and for a limit that could not be enforced
     */
    public static List<Limit> parse(String text) {
        String[] parts = BETWEEN_LIMITS.split(text, -1);
        if (parts.length > MAX_LIMITS) {
            throw new BadValueException(
                    "there are %d limits, and each response reports all of them; write at most %d"
                            .formatted(parts.length, MAX_LIMITS));
        }
        List<Limit> limits = Arrays.stream(parts).map(String::strip).map(LimitSyntax::one).toList();
        checkWindowsDiffer(limits);
        return limits;
    }

    private static Limit one(String text) {
        Matcher per = PER.matcher(text);
        if (!per.find()) {
            if (QUOTA.matcher(text).matches()) {
                // The strategy decides whether the limit needs a window.
                return Limit.atATime(quota(text));
            }
            throw new BadValueException(
                    (text.isEmpty()
                                    ? "a limit is missing"
                                    : SafeText.quoted(text) + " is not a limit")
                            + "; write a quota per window, such as 5/minute or 10 per 15 minutes");
        }
        long quota = quota(text.substring(0, per.start()).strip());
        String window = text.substring(per.end());
        CalendarPeriod period = PERIODS.get(window.strip().toLowerCase(Locale.ROOT));
        return period != null
                ? new Limit(quota, period)
                : new Limit(quota, window(text.substring(0, per.end()), window));
    }

    private static long quota(String text) {
        Matcher quota = QUOTA.matcher(text);
        if (!quota.matches()) {
            throw new BadValueException(
                    SafeText.quoted(text)
                            + " is not a quota; write a whole number, such as 5/minute or 10k/day");
        }
        try {
            return Math.multiplyExact(
                    Long.parseLong(quota.group(1)),
                    SUFFIXES.get(quota.group(2).toLowerCase(Locale.ROOT)));
        } catch (NumberFormatException | ArithmeticException e) {
            throw new BadValueException(
                    "a quota of " + SafeText.of(text) + " is too large to count");
        }
    }

    private static Duration window(String before, String text) {
        try {
            return DurationSyntax.parseWindow(text);
        } catch (BadValueException e) {
            throw e.after(before);
        }
    }

    private static void checkWindowsDiffer(List<Limit> limits) {
        Map<Duration, Limit> seen = new HashMap<>();
        for (Limit limit : limits) {
            Limit other = seen.putIfAbsent(limit.window(), limit);
            if (other != null) {
                throw new BadValueException(
                        "two limits have the same window, with quotas of %d and %d; keep one of them"
                                .formatted(other.quota(), limit.quota()));
            }
        }
    }
}
