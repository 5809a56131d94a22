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

    /** Zones have repeated a whole day when they changed the side of the date line. */
    private static final int REPEATED_DAYS = 1;

    private final int usualDays;
    private final int mostDays;

    CalendarPeriod(int usualDays, int mostDays) {
        this.usualDays = usualDays;
        this.mostDays = mostDays;
    }

    /** Its first day, if it has this one. */
    abstract LocalDate begin(LocalDate date);

    /** The first day of the next one. */
    abstract LocalDate next(LocalDate begin);

    /** Whether all are of one length, but for clock changes. */
    public boolean isSteady() {
        return usualDays == mostDays;
    }

    /** How long it is taken to be where one length must do. */
    public Duration usual() {
        return Duration.ofDays(usualDays);
    }

    /** No such period of any zone is longer. */
    public Duration longest() {
        return Duration.ofDays(mostDays + REPEATED_DAYS);
    }
}
