package io.github.throttled.rest;

import io.github.throttled.RateLimitExceededException;
import io.github.throttled.cdi.Throttling;

import jakarta.annotation.Priority;
import jakarta.ws.rs.core.Response;
import jakarta.ws.rs.ext.ExceptionMapper;

import java.util.List;

/** Turns the exception into the response that the request filter would have given. */
@Priority(ThrottleFeature.LAST)
public class RateLimitExceededMapper implements ExceptionMapper<RateLimitExceededException> {

    @Override
    public Response toResponse(RateLimitExceededException exception) {
        return TooManyRequests.of(
                List.of(exception.decision()), Throttling.current().settings().headers());
    }
}
