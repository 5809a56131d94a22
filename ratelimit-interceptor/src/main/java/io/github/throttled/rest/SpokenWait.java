package io.github.throttled.rest;

import java.util.StringJoiner;

/** A wait in words, of at most two units: {@code 12 seconds}, {@code 1 hour 5 minutes}. */
final class SpokenWait {

    private SpokenWait() {}

    /**
     * What is left out is rounded up, so the words are never earlier than the seconds.
     *
     * @param seconds at least 1
     * @param texts in the language of the words
     */
    static String of(long seconds, Texts texts) {
        long rest = roundedUp(seconds, grain(seconds).seconds());
        StringJoiner words = new StringJoiner(" ");
        for (TimeWord unit : TimeWord.values()) {
            if (rest >= unit.seconds()) {
                words.add(unit.spoken(rest / unit.seconds(), texts));
                rest %= unit.seconds();
            }
        }
        return words.toString();
    }

    /** Nobody who waits for days wants to hear of minutes. */
    private static TimeWord grain(long seconds) {
        if (seconds >= TimeWord.DAY.seconds()) {
            return TimeWord.HOUR;
        }
        return seconds >= TimeWord.HOUR.seconds() ? TimeWord.MINUTE : TimeWord.SECOND;
    }

    private static long roundedUp(long seconds, long grain) {
        return (seconds + grain - 1) / grain * grain;
    }
}
