package io.github.throttled.internal.jaxrs;

import io.github.throttled.Decision;

import jakarta.ws.rs.container.ContainerRequestContext;

/**
 * How the request filters of one JAX-RS application reject: as a bean does, by an exception, so
 * that one mapper answers for both, also where that is the application's own. When it turns out to
 * be ours, which JAX-RS decides by the exception's class and so once for all, it is asked without
 * the exception: to have that caught and wrapped costs more than all the rest of a rejection.
 * {@code Providers} are not asked which mapper it is: of two for the same class, Jersey names
 * another one than it uses. Thread-safe.
 */
public final class RequestRejection {

    private volatile RateLimitExceededMapper ours;

    /**
     * Rejects a request. Nothing may be done with it any more.
     *
     * @throws RejectedRequest while it is not known that our mapper answers it
     */
    void reject(ContainerRequestContext request, Decision decision) {
        RateLimitExceededMapper known = ours;
        if (known == null) {
            throw new RejectedRequest(decision, this);
        }
        request.abortWith(known.toResponse(request, decision));
    }

    /** JAX-RS has chosen this mapper for a rejection. */
    void isAnsweredBy(RateLimitExceededMapper mapper) {
        ours = mapper;
    }
}
