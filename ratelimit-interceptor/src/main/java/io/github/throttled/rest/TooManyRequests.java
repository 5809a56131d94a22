package io.github.throttled.rest;

import io.github.throttled.Decision;
import io.github.throttled.policy.HeaderStyle;

import jakarta.ws.rs.core.HttpHeaders;
import jakarta.ws.rs.core.MultivaluedHashMap;
import jakarta.ws.rs.core.MultivaluedMap;
import jakarta.ws.rs.core.Response;
import jakarta.ws.rs.core.Response.ResponseBuilder;

import java.util.List;
import java.util.Set;

/** The response to a rejected call. */
final class TooManyRequests {

    static final int STATUS = 429;

    private TooManyRequests() {}

    /**
     * Status 429 with a problem body, {@code Retry-After} if waiting helps, and the rate limit
     * fields.
     *
     * @param decisions those made for the call; at least one rejects it
     * @param styles which fields tell the limits; may be empty
     */
    static Response of(List<Decision> decisions, Set<HeaderStyle> styles) {
        ResponseBuilder response =
                Response.status(STATUS)
                        .type(ProblemBody.MEDIA_TYPE)
                        .entity(ProblemBody.of(decisions));
        fields(decisions, styles)
                .forEach((name, values) -> values.forEach(v -> response.header(name, v)));
        return response.build();
    }

    /** All fields but those that describe the body. */
    static MultivaluedMap<String, Object> fields(
            List<Decision> decisions, Set<HeaderStyle> styles) {
        MultivaluedMap<String, Object> fields = new MultivaluedHashMap<>();
        addRetryAfter(STATUS, decisions, fields);
        RateLimitFields.write(decisions, styles, fields);
        return fields;
    }

    /** Adds the field to a 429 that has none, if waiting helps. */
    static void addRetryAfter(
            int status, List<Decision> decisions, MultivaluedMap<String, Object> headers) {
        if (status == STATUS && !headers.containsKey(HttpHeaders.RETRY_AFTER)) {
            RetryAfter.seconds(decisions)
                    .ifPresent(
                            wait ->
                                    headers.putSingle(
                                            HttpHeaders.RETRY_AFTER, Long.toString(wait)));
        }
    }
}
