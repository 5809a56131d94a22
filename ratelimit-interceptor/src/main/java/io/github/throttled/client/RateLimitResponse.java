package io.github.throttled.client;

import java.time.Duration;
import java.time.Instant;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.function.UnaryOperator;

/**
 * What a response says of limits.
 *
 * @param refusedFor how long the server wants no further request; empty if it does not say
 * @param standings empty if it says nothing
 */
record RateLimitResponse(Optional<Duration> rejectedFor, List<ServerLimit> limits) {

    /** A server that says more may be wrong, or mean harm: after a day we see for ourselves. */
    static final Duration LONGEST = Duration.ofDays(1);

    private static final int TOO_MANY_REQUESTS = 429;

    /**
     * Reads the fields. What cannot be read says nothing.
     *
     * @param fields the whole value of a field; null if there is none
     * @param date now, for servers that do not tell their own
     */
    static RateLimitResponse of(int status, UnaryOperator<String> fields, Instant date) {
        Instant serverDate = text(fields, "Date").flatMap(HttpDate::parse).orElse(date);
        List<ServerLimit> ietf =
                IetfFields.limits(text(fields, IetfFields.STATE), text(fields, IetfFields.POLICY));
        List<ServerLimit> limits = ietf.isEmpty() ? NumericFields.limits(fields, serverDate) : ietf;
        return new RateLimitResponse(rejectedFor(status, fields, serverDate, limits), limits);
    }

    static Optional<String> text(UnaryOperator<String> fields, String name) {
        return Optional.ofNullable(fields.apply(name)).map(String::strip);
    }

    /** A time as far as it is believed. */
    static Duration bounded(Duration said) {
        if (said.isNegative()) {
            return Duration.ZERO;
        }
        return said.compareTo(LONGEST) > 0 ? LONGEST : said;
    }

    private static Optional<Duration> rejectedFor(
            int status, UnaryOperator<String> fields, Instant date, List<ServerLimit> limits) {
        if (status < 400) {
            // With a redirection, Retry-After speaks of where it leads to.
            return Optional.empty();
        }
        return text(fields, "Retry-After")
                .flatMap(text -> RetryAfterField.parse(text, date))
                .map(RateLimitResponse::bounded)
                .or(() -> status == TOO_MANY_REQUESTS ? exhausted(limits) : Optional.empty());
    }

    private static Optional<Duration> exhausted(List<ServerLimit> limits) {
        return limits.stream()
                .filter(limit -> limit.remaining() == 0)
                .map(ServerLimit::reset)
                .max(Comparator.naturalOrder());
    }
}
