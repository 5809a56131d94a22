package io.github.throttled.rest;

import io.github.throttled.Decision;

import java.util.List;
import java.util.OptionalLong;
import java.util.stream.Collectors;

/**
 * What the client of a rejected call can read: a problem of RFC 9457, of the type that
 * draft-ietf-httpapi-ratelimit-headers-10 defines. It is written by hand, so that a 429 needs no
 * JSON library of the application.
 */
final class ProblemBody {

    static final String MEDIA_TYPE = "application/problem+json";

    private static final String TYPE =
            "https://iana.org/assignments/http-problem-types#quota-exceeded";

    private ProblemBody() {}

    /**
     * JSON, all ASCII.
     *
     * @param decisions those made for the call; at least one rejects it
     */
    static String of(List<Decision> decisions) {
        return "{\"type\":"
                + QuotedString.of(TYPE)
                + ",\"title\":\"Too Many Requests\",\"status\":"
                + TooManyRequests.STATUS
                + ",\"detail\":"
                + QuotedString.of(detail(RetryAfter.seconds(decisions)))
                + ",\"violated-policies\":["
                + violated(decisions)
                + "]}";
    }

    private static String detail(OptionalLong retryAfterSeconds) {
        return "Rate limit exceeded. "
                + (retryAfterSeconds.isPresent()
                        ? "Try again in " + SpokenWait.of(retryAfterSeconds.getAsLong()) + "."
                        : "The request costs more than the limit ever allows.");
    }

    private static String violated(List<Decision> decisions) {
        return LimitItem.of(decisions).stream()
                .filter(LimitItem::violated)
                .map(LimitItem::quotedName)
                .collect(Collectors.joining(","));
    }
}
