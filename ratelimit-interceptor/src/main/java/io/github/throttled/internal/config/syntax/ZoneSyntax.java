package io.github.throttled.internal.config.syntax;

import java.time.DateTimeException;
import java.time.ZoneId;

/** The syntax of a time zone: {@code Europe/Berlin}, {@code UTC}, {@code +02:00}. */
public final class ZoneSyntax {

    private ZoneSyntax() {}

    /**
     * Reads a name of the time zone database, or an offset.
     *
     * @throws BadValueException for anything else
     */
    public static ZoneId parse(String text) {
        try {
            return ZoneId.of(text);
        } catch (DateTimeException e) {
            throw new BadValueException(
                    SafeText.quoted(text)
                            + " is not a time zone; write one such as Europe/Berlin or UTC",
                    DidYouMean.nearest(text, ZoneId.getAvailableZoneIds()).orElse(""));
        }
    }
}
