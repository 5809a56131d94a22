package io.github.throttled.client;

import java.time.Duration;
import java.time.Instant;
import java.util.Optional;

/** {@code Retry-After} of RFC 9110: seconds, or a date. */
final class RetryAfterField {

    private RetryAfterField() {}

    /**
     * How long to wait; negative if the date is over, empty if it is neither.
     *
     * @param date when it was said
     */
    static Optional<Duration> parse(String text, Instant date) {
        return WholeNumber.parse(text)
                .map(Duration::ofSeconds)
                .or(() -> HttpDate.parse(text).map(then -> Duration.between(date, then)));
    }
}
