package io.github.throttled.internal.jaxrs;

import io.github.throttled.Decision;
import io.github.throttled.RateLimitExceededException;
import io.github.throttled.internal.cdi.RunningApplication;
import io.github.throttled.internal.response.AcceptedTypes;
import io.github.throttled.internal.response.RejectionResponse;

import jakarta.annotation.Priority;
import jakarta.ws.rs.container.ContainerRequestContext;
import jakarta.ws.rs.core.Context;
import jakarta.ws.rs.core.HttpHeaders;
import jakarta.ws.rs.core.Response;
import jakarta.ws.rs.ext.ExceptionMapper;

/** Turns the exception, whether a request filter or a bean has thrown it, into a response. */
@Priority(ThrottleFeature.LAST)
public class RateLimitExceededMapper implements ExceptionMapper<RateLimitExceededException> {

    private final RejectionResponse rejections =
            RejectionResponse.of(
                    RunningApplication.current(), Thread.currentThread().getContextClassLoader());

    @Context private HttpHeaders request;

    @Override
    public Response toResponse(RateLimitExceededException exception) {
        AcceptedTypes accepted = AcceptedTypes.by(request);
        if (exception instanceof RejectedRequest rejected) {
            rejected.rejection().isAnsweredBy(this);
            return rejections.withoutFields(exception.decision(), accepted);
        }
        return rejections.to(exception.decision(), accepted);
    }

    /** The same for what a request filter has rejected, and will write the fields of. */
    Response toResponse(ContainerRequestContext rejected, Decision decision) {
        return rejections.withoutFields(decision, AcceptedTypes.by(rejected));
    }
}
