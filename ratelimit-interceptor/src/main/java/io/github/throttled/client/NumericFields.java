package io.github.throttled.client;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.function.UnaryOperator;
import java.util.stream.Stream;

/**
 * Reads fields with one number each: {@code X-RateLimit-*}, which has no specification, and {@code
 * RateLimit-*} of early drafts.
 */
final class NumericFields {

    private static final List<String> PREFIXES = List.of("X-RateLimit-", "RateLimit-");

    /**
     * A larger reset is a time since 1970: servers use either, and no window is this long. In
     * seconds.
     */
    private static final long SINCE_1970 = 1_000_000_000L;

    /** A larger reset is in milliseconds since 1970. */
    private static final long IN_MILLIS = 1_000_000_000_000L;

    private NumericFields() {}

    /**
     * Returns the limit of the first kind that has both remaining permits and reset.
     *
     * @param fields the whole value of a field; null if there is none
     * @param date the date of the server
     */
    static List<ServerLimit> limits(UnaryOperator<String> fields, Instant date) {
        return PREFIXES.stream().flatMap(prefix -> limit(prefix, fields, date)).limit(1).toList();
    }

    private static Stream<ServerLimit> limit(
            String prefix, UnaryOperator<String> fields, Instant date) {
        Optional<Long> remaining = number(fields, prefix + "Remaining");
        Optional<Long> reset = number(fields, prefix + "Reset");
        if (remaining.isEmpty() || reset.isEmpty()) {
            return Stream.empty();
        }
        OptionalLong quota =
                number(fields, prefix + "Limit").stream().mapToLong(Long::longValue).findFirst();
        return Stream.of(
                new ServerLimit(
                        quota,
                        remaining.get(),
                        RateLimitResponse.bounded(fromNow(reset.get(), date))));
    }

    private static Duration fromNow(long reset, Instant date) {
        if (reset < SINCE_1970) {
            return Duration.ofSeconds(reset);
        }
        return Duration.between(
                date,
                reset < IN_MILLIS ? Instant.ofEpochSecond(reset) : Instant.ofEpochMilli(reset));
    }

    private static Optional<Long> number(UnaryOperator<String> fields, String name) {
        return RateLimitResponse.text(fields, name).flatMap(WholeNumber::parse);
    }
}
