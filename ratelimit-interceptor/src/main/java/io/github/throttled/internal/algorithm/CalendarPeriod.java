package io.github.throttled.internal.algorithm;

import java.time.DayOfWeek;
import java.time.Duration;
import java.time.LocalDate;
import java.time.temporal.TemporalAdjusters;

/** A period of the calendar, which has no fixed length. */
public enum CalendarPeriod {
    /** From midnight to midnight. */
    DAY(1, 1) {
        @Override
        LocalDate begin(LocalDate date) {
            return date;
        }

        @Override
        LocalDate next(LocalDate begin) {
            return begin.plusDays(1);
        }
    },

    /** From Monday to Sunday, as in ISO 8601. */
    WEEK(7, 7) {
        @Override
        LocalDate begin(LocalDate date) {
            return date.with(TemporalAdjusters.previousOrSame(DayOfWeek.MONDAY));
        }

        @Override
        LocalDate next(LocalDate begin) {
            return begin.plusWeeks(1);
        }
    },

    /** From the first day to the last. */
    MONTH(30, 31) {
        @Override
        LocalDate begin(LocalDate date) {
            return date.withDayOfMonth(1);
        }

        @Override
        LocalDate next(LocalDate begin) {
            return begin.plusMonths(1);
        }
    },

    /** From the first of January to the last of December. */
    YEAR(365, 366) {
        @Override
        LocalDate begin(LocalDate date) {
            return date.withDayOfYear(1);
        }

        @Override
        LocalDate next(LocalDate begin) {
            return begin.plusYears(1);
        }
    };

    /** Some zones have repeated a whole day when they crossed the date line. */
    private static final int REPEATED_DAYS = 1;

    private final int usualDays;
    private final int mostDays;

    CalendarPeriod(int usualDays, int mostDays) {
        this.usualDays = usualDays;
        this.mostDays = mostDays;
    }

    /** The first day of the period that contains this day. */
    abstract LocalDate begin(LocalDate date);

    /** The first day of the next period. */
    abstract LocalDate next(LocalDate begin);

    /** Whether all periods have the same length, except for clock changes. */
    public boolean isSteady() {
        return usualDays == mostDays;
    }

    /** The nominal length, for uses that need a single length. */
    public Duration usual() {
        return Duration.ofDays(usualDays);
    }

    /** No period in any zone is longer. */
    public Duration longest() {
        return Duration.ofDays(mostDays + REPEATED_DAYS);
    }
}
