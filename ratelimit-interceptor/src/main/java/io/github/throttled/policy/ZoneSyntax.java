package io.github.throttled.policy;

import java.time.DateTimeException;
import java.time.ZoneId;

/** How a time zone is written: {@code Europe/Berlin}, {@code UTC}, {@code +02:00}. */
final class ZoneSyntax {

    private ZoneSyntax() {}

    /**
     * Reads a name of the time zone database, or an offset.
     *
     * @throws BadValueException for anything else
     */
    static ZoneId parse(String text) {
        try {
            return ZoneId.of(text);
        } catch (DateTimeException e) {
            throw new BadValueException(
                    Excerpt.quoted(text)
                            + " is not a time zone; write one such as Europe/Berlin or UTC",
                    DidYouMean.nearest(text, ZoneId.getAvailableZoneIds()).orElse(""));
        }
    }
}
