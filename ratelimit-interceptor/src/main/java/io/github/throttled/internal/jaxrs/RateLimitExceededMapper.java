package io.github.throttled.internal.jaxrs;

import io.github.throttled.Decision;
import io.github.throttled.RateLimitExceededException;
import io.github.throttled.internal.application.ThrottledApplication;
import io.github.throttled.internal.cdi.RunningApplication;
import io.github.throttled.internal.response.AcceptedTypes;
import io.github.throttled.internal.response.LoginLink;
import io.github.throttled.internal.response.RejectionResponse;

import jakarta.annotation.Priority;
import jakarta.servlet.ServletContext;
import jakarta.ws.rs.container.ContainerRequestContext;
import jakarta.ws.rs.core.Context;
import jakarta.ws.rs.core.HttpHeaders;
import jakarta.ws.rs.core.Response;
import jakarta.ws.rs.core.SecurityContext;
import jakarta.ws.rs.ext.ExceptionMapper;

import java.util.Optional;

/** Turns the exception, whether a request filter or a bean has thrown it, into a response. */
@Priority(ThrottleFeature.LAST)
public class RateLimitExceededMapper implements ExceptionMapper<RateLimitExceededException> {

    private final ThrottledApplication application = RunningApplication.current();

    private final RejectionResponse rejections =
            RejectionResponse.of(application, Thread.currentThread().getContextClassLoader());

    private final LoginLink login = LoginLink.of(application);

    @Context private HttpHeaders request;
    @Context private SecurityContext caller;
    @Context private ServletContext server;

    @Override
    public Response toResponse(RateLimitExceededException exception) {
        AcceptedTypes accepted = AcceptedTypes.by(request);
        Optional<String> loginPage = loginPage(exception.decision(), caller);
        if (exception instanceof RejectedRequest rejected) {
            rejected.rejection().isAnsweredBy(this);
            return rejections.withoutFields(exception.decision(), accepted, loginPage);
        }
        return rejections.to(exception.decision(), accepted, loginPage);
    }

    /** The same for what a request filter has rejected, and will write the fields of. */
    Response toResponse(ContainerRequestContext rejected, Decision decision) {
        return rejections.withoutFields(
                decision,
                AcceptedTypes.by(rejected),
                loginPage(decision, rejected.getSecurityContext()));
    }

    private Optional<String> loginPage(Decision decision, SecurityContext sender) {
        return login.to(decision, sender, server.getContextPath());
    }
}
