package io.github.throttled.internal.servlet;

import io.github.throttled.internal.enforcement.RateLimitContext;

import jakarta.servlet.ServletRequest;
import jakarta.ws.rs.container.ContainerRequestContext;

import java.util.Optional;

/**
 * Stores the rate limit context in the request, so that all filters share one.
 *
 * <p>If a later filter rejects the request, the charges of earlier filters can be refunded. The
 * response contains the decisions of all filters.
 */
public final class RequestContextStore {

    /** JAX-RS exposes servlet request attributes as properties under the same name. */
    private static final String PROPERTY = RateLimitContext.class.getName();

    private RequestContextStore() {}

    private static void end(RateLimitContext context, int status) {
        context.answered(status);
        context.ended();
    }

    /** Returns the context of a request; empty if no filter has charged it. */
    public static Optional<RateLimitContext> begun(ContainerRequestContext request) {
        return request.getProperty(PROPERTY) instanceof RateLimitContext begun
                ? Optional.of(begun)
                : Optional.empty();
    }

    /** Returns the context of a request that was charged before JAX-RS processes it. */
    public static Optional<RateLimitContext> begun(ServletRequest request) {
        return request.getAttribute(PROPERTY) instanceof RateLimitContext begun
                ? Optional.of(begun)
                : Optional.empty();
    }

    /** Creates the context and stores it where JAX-RS filters find it. */
    public static RateLimitContext begin(ServletRequest request) {
        RateLimitContext context = RateLimitContext.ofRequest();
        request.setAttribute(PROPERTY, context);
        RequestEnd.of(request).onEnd(status -> end(context, status));
        return context;
    }

    /** Returns the context of a request; creates it if no filter has charged the request yet. */
    public static RateLimitContext of(ContainerRequestContext request) {
        return begun(request)
                .orElseGet(
                        () -> {
                            RateLimitContext context = RateLimitContext.ofRequest();
                            request.setProperty(PROPERTY, context);
                            RequestEnd.of(request)
                                    .ifPresent(end -> end.onEnd(status -> end(context, status)));
                            return context;
                        });
    }
}
