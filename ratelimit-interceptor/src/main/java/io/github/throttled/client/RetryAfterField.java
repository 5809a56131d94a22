package io.github.throttled.client;

import java.time.Duration;
import java.time.Instant;
import java.util.Optional;

/** Parses {@code Retry-After} of RFC 9110: seconds or a date. */
final class RetryAfterField {

    private RetryAfterField() {}

    /**
     * Returns how long to wait; negative for a date in the past; empty if the text is neither
     * seconds nor a date.
     *
     * @param date the date of the response
     */
    static Optional<Duration> parse(String text, Instant date) {
        return WholeNumber.parse(text)
                .map(Duration::ofSeconds)
                .or(() -> HttpDate.parse(text, date).map(then -> Duration.between(date, then)));
    }
}
