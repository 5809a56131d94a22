package io.github.throttled.rest;

import io.github.throttled.RateLimitExceededException;
import io.github.throttled.cdi.Throttling;

import jakarta.annotation.Priority;
import jakarta.ws.rs.core.Context;
import jakarta.ws.rs.core.HttpHeaders;
import jakarta.ws.rs.core.Response;
import jakarta.ws.rs.ext.ExceptionMapper;

/** Turns the exception, whether a request filter or a bean has thrown it, into a response. */
@Priority(ThrottleFeature.LAST)
public class RateLimitExceededMapper implements ExceptionMapper<RateLimitExceededException> {

    private final Refusal refusal =
            Refusal.of(Throttling.current(), Thread.currentThread().getContextClassLoader());

    @Context private HttpHeaders request;

    @Override
    public Response toResponse(RateLimitExceededException exception) {
        return refusal.to(
                exception.decision(),
                request.getAcceptableMediaTypes(),
                request.getHeaderString(HttpHeaders.ACCEPT_LANGUAGE));
    }
}
