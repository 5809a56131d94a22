package io.github.throttled.rest;

import io.github.throttled.Decision;
import io.github.throttled.RateLimitExceededException;
import io.github.throttled.cdi.Throttling;

import jakarta.annotation.Priority;
import jakarta.ws.rs.container.ContainerRequestContext;
import jakarta.ws.rs.core.Context;
import jakarta.ws.rs.core.HttpHeaders;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Response;
import jakarta.ws.rs.ext.ExceptionMapper;

import java.util.List;
import java.util.function.Supplier;

/** Turns the exception, whether a request filter or a bean has thrown it, into a response. */
@Priority(ThrottleFeature.LAST)
public class RateLimitExceededMapper implements ExceptionMapper<RateLimitExceededException> {

    private final Refusal refusal =
            Refusal.of(Throttling.current(), Thread.currentThread().getContextClassLoader());

    @Context private HttpHeaders request;

    @Override
    public Response toResponse(RateLimitExceededException exception) {
        List<MediaType> accepted =
                accepted(
                        request.getHeaderString(HttpHeaders.ACCEPT),
                        request::getAcceptableMediaTypes);
        String languages = request.getHeaderString(HttpHeaders.ACCEPT_LANGUAGE);
        if (exception instanceof RejectedRequest rejected) {
            rejected.rejection().isAnsweredBy(this);
            return refusal.untold(exception.decision(), accepted, languages);
        }
        return refusal.to(exception.decision(), accepted, languages);
    }

    /** The same for what a request filter has rejected, and will write the fields of. */
    Response toResponse(ContainerRequestContext rejected, Decision decision) {
        List<MediaType> accepted =
                accepted(
                        rejected.getHeaderString(HttpHeaders.ACCEPT),
                        rejected::getAcceptableMediaTypes);
        return refusal.untold(
                decision, accepted, rejected.getHeaderString(HttpHeaders.ACCEPT_LANGUAGE));
    }

    /** Most clients do not say; to find that out is less than to have it parsed. */
    private static List<MediaType> accepted(String field, Supplier<List<MediaType>> parsed) {
        return field == null ? List.of() : parsed.get();
    }
}
