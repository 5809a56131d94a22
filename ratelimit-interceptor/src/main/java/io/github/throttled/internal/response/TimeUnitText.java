package io.github.throttled.internal.response;

import java.util.Locale;

/** The units of time in texts, the longest first. */
enum TimeUnitText {
    DAY(86_400),
    HOUR(3_600),
    MINUTE(60),
    SECOND(1);

    private final long seconds;
    private final String word;

    TimeUnitText(long seconds) {
        this.seconds = seconds;
        this.word = name().toLowerCase(Locale.ROOT);
    }

    /** Returns the length of the unit in seconds. */
    long seconds() {
        return seconds;
    }

    /** Returns the short form: {@code 15m}. */
    String compact(long number) {
        return number + word.substring(0, 1);
    }

    /** Returns the long form: {@code 1 minute}, {@code 15 minutes}. */
    String spoken(long number, Texts texts) {
        return number == 1 ? texts.get(word) : texts.get(word + 's', number);
    }
}
