package io.github.throttled.rest;

import io.github.throttled.RateLimitExceededException;
import io.github.throttled.cdi.Throttling;

import jakarta.annotation.Priority;
import jakarta.ws.rs.core.Context;
import jakarta.ws.rs.core.HttpHeaders;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Response;
import jakarta.ws.rs.ext.ExceptionMapper;

import java.util.List;

/** Turns the exception, whether a request filter or a bean has thrown it, into a response. */
@Priority(ThrottleFeature.LAST)
public class RateLimitExceededMapper implements ExceptionMapper<RateLimitExceededException> {

    private final Refusal refusal =
            Refusal.of(Throttling.current(), Thread.currentThread().getContextClassLoader());

    @Context private HttpHeaders request;

    @Override
    public Response toResponse(RateLimitExceededException exception) {
        List<MediaType> accepted = accepted();
        String languages = request.getHeaderString(HttpHeaders.ACCEPT_LANGUAGE);
        return exception instanceof RejectedRequest
                ? refusal.untold(exception.decision(), accepted, languages)
                : refusal.to(exception.decision(), accepted, languages);
    }

    /** Most clients do not say; to find that out is less than to have it parsed. */
    private List<MediaType> accepted() {
        return request.getHeaderString(HttpHeaders.ACCEPT) == null
                ? List.of()
                : request.getAcceptableMediaTypes();
    }
}
