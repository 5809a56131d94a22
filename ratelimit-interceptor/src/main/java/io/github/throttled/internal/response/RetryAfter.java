package io.github.throttled.internal.response;

import io.github.throttled.Decision;

import jakarta.ws.rs.core.HttpHeaders;
import jakarta.ws.rs.core.MultivaluedMap;

import java.time.Duration;
import java.util.List;
import java.util.OptionalLong;

/** Calculates the {@code Retry-After} field. */
public final class RetryAfter {

    private RetryAfter() {}

    /**
     * Returns the value of the {@code Retry-After} field: seconds, rounded up, until all decisions
     * would admit the call.
     *
     * @return at least 1, because clients may take 0 for an immediate retry; empty if waiting does
     *     not help, or no decision rejects
     */
    static OptionalLong seconds(List<Decision> decisions) {
        Duration longest = null;
        for (Decision decision : decisions) {
            if (!decision.allowed()
                    && (longest == null || decision.retryAfter().compareTo(longest) > 0)) {
                longest = decision.retryAfter();
            }
        }
        return longest == null || longest.equals(Decision.NEVER)
                ? OptionalLong.empty()
                : atLeastOneSecond(longest);
    }

    /**
     * Adds the field to a rejection that has none, if waiting helps.
     *
     * @param status of the response
     * @param decisions those made for the request
     * @param headers of the response
     */
    public static void add(
            int status, List<Decision> decisions, MultivaluedMap<String, Object> headers) {
        if (ProblemType.isStatusOfOne(status) && !headers.containsKey(HttpHeaders.RETRY_AFTER)) {
            seconds(decisions)
                    .ifPresent(
                            wait ->
                                    headers.putSingle(
                                            HttpHeaders.RETRY_AFTER, Long.toString(wait)));
        }
    }

    private static OptionalLong atLeastOneSecond(Duration wait) {
        return OptionalLong.of(Math.max(1, WholeSeconds.roundedUp(wait)));
    }
}
