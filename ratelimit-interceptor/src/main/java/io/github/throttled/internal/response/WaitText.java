package io.github.throttled.internal.response;

import java.util.StringJoiner;

/** Formats a wait with at most two units: {@code 12 seconds}, {@code 1 hour 5 minutes}. */
final class WaitText {

    private WaitText() {}

    /**
     * Formats a wait, rounded up, so that the text never promises an earlier time than the seconds.
     *
     * @param seconds at least 1
     * @param texts in the language of the client
     */
    static String of(long seconds, Texts texts) {
        long rest = roundedUp(seconds, grain(seconds).seconds());
        StringJoiner words = new StringJoiner(" ");
        for (TimeUnitText unit : TimeUnitText.values()) {
            if (rest >= unit.seconds()) {
                words.add(unit.spoken(rest / unit.seconds(), texts));
                rest %= unit.seconds();
            }
        }
        return words.toString();
    }

    /**
     * Returns the smallest unit of the text: hours for a wait of days, minutes for a wait of hours.
     */
    private static TimeUnitText grain(long seconds) {
        if (seconds >= TimeUnitText.DAY.seconds()) {
            return TimeUnitText.HOUR;
        }
        return seconds >= TimeUnitText.HOUR.seconds() ? TimeUnitText.MINUTE : TimeUnitText.SECOND;
    }

    private static long roundedUp(long seconds, long grain) {
        return (seconds + grain - 1) / grain * grain;
    }
}
