package io.github.throttled.client;

import java.time.Duration;
import java.time.Instant;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.function.UnaryOperator;

/**
 * The limits that a response reports.
 *
 * @param rejectedFor how long the server rejects further requests; empty if unknown
 * @param limits empty if the response reports none
 */
record RateLimitResponse(Optional<Duration> rejectedFor, List<ServerLimit> limits) {

    /** The longest accepted time. A server that reports more may be wrong or malicious. */
    static final Duration LONGEST = Duration.ofDays(1);

    private static final int TOO_MANY_REQUESTS = 429;

    /**
     * Reads the fields of a response and ignores unreadable ones.
     *
     * @param status of the response
     * @param fields the whole value of a field; null if there is none
     * @param date the current date, for servers that send none or one with a two-digit year
     */
    static RateLimitResponse of(int status, UnaryOperator<String> fields, Instant date) {
        Instant serverDate =
                text(fields, "Date").flatMap(text -> HttpDate.parse(text, date)).orElse(date);
        List<ServerLimit> limits = isCached(fields) ? List.of() : limits(fields, serverDate);
        return new RateLimitResponse(rejectedFor(status, fields, serverDate, limits), limits);
    }

    /** A cache adds {@code Age}. What its response says of limits may be long over. */
    private static boolean isCached(UnaryOperator<String> fields) {
        return text(fields, "Age").isPresent();
    }

    private static List<ServerLimit> limits(UnaryOperator<String> fields, Instant serverDate) {
        List<ServerLimit> ietf =
                IetfFields.limits(text(fields, IetfFields.STATE), text(fields, IetfFields.POLICY));
        return ietf.isEmpty() ? NumericFields.limits(fields, serverDate) : ietf;
    }

    static Optional<String> text(UnaryOperator<String> fields, String name) {
        return Optional.ofNullable(fields.apply(name)).map(String::strip);
    }

    /** Limits a reported time to zero and the longest accepted time. */
    static Duration bounded(Duration reported) {
        if (reported.isNegative()) {
            return Duration.ZERO;
        }
        return reported.compareTo(LONGEST) > 0 ? LONGEST : reported;
    }

    private static Optional<Duration> rejectedFor(
            int status, UnaryOperator<String> fields, Instant date, List<ServerLimit> limits) {
        if (status < 400) {
            // The Retry-After of a redirection is about its target.
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
