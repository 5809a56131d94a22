package io.github.throttled.internal.servlet;

import io.github.throttled.internal.enforcement.RateLimitContext;

import jakarta.servlet.ServletRequest;
import jakarta.ws.rs.container.ContainerRequestContext;

import java.util.Optional;

/**
 * The one passage that a request makes, whatever number of filters charge it: so that what one took
 * is given back if the next rejects, and a client finds all decisions in one list.
 */
public final class RequestContextStore {

    /** In a servlet container an attribute of the request, too: JAX-RS has it so. */
    private static final String PROPERTY = RateLimitContext.class.getName();

    private RequestContextStore() {}

    private static void end(RateLimitContext context, int status) {
        context.answered(status);
        context.ended();
    }

    /** The passage of a request that something has charged. */
    public static Optional<RateLimitContext> begun(ContainerRequestContext request) {
        return request.getProperty(PROPERTY) instanceof RateLimitContext begun
                ? Optional.of(begun)
                : Optional.empty();
    }

    /** The passage of a request that something has charged before JAX-RS has seen it. */
    public static Optional<RateLimitContext> begun(ServletRequest request) {
        return request.getAttribute(PROPERTY) instanceof RateLimitContext begun
                ? Optional.of(begun)
                : Optional.empty();
    }

    /** Begins it where JAX-RS will find it. */
    public static RateLimitContext begin(ServletRequest request) {
        RateLimitContext context = RateLimitContext.ofRequest();
        request.setAttribute(PROPERTY, context);
        RequestEnd.of(request).does(status -> end(context, status));
        return context;
    }

    /** The passage of a request; begins if nothing has charged the request yet. */
    public static RateLimitContext of(ContainerRequestContext request) {
        return begun(request)
                .orElseGet(
                        () -> {
                            RateLimitContext context = RateLimitContext.ofRequest();
                            request.setProperty(PROPERTY, context);
                            RequestEnd.of(request)
                                    .ifPresent(end -> end.does(status -> end(context, status)));
                            return context;
                        });
    }
}
