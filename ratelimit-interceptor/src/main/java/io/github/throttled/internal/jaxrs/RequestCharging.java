package io.github.throttled.internal.jaxrs;

import io.github.throttled.Decision;
import io.github.throttled.internal.config.settings.HeaderStyle;
import io.github.throttled.internal.enforcement.RateLimitContext;
import io.github.throttled.internal.response.RateLimitFields;
import io.github.throttled.internal.response.RetryAfter;
import io.github.throttled.internal.servlet.RequestContextStore;
import io.github.throttled.internal.servlet.RequestEnd;
import io.github.throttled.internal.servlet.SuspendedRequest;

import jakarta.ws.rs.container.ContainerRequestContext;
import jakarta.ws.rs.container.ContainerResponseContext;
import jakarta.ws.rs.core.MultivaluedMap;

import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.Consumer;

/** Charges requests in JAX-RS filters, and writes the rate limit fields of their responses. */
final class RequestCharging {

    private RequestCharging() {}

    /**
     * Charges a request and rejects it if a policy does.
     *
     * @param rejection rejects the request
     * @param charge applies the policies to the context of the request
     * @return the context of the request
     */
    static RateLimitContext charge(
            ContainerRequestContext request,
            RequestRejection rejection,
            Consumer<RateLimitContext> charge) {
        RateLimitContext context = RequestContextStore.of(request);
        charge.accept(context);
        context.rejection().ifPresent(decision -> rejection.reject(request, decision));
        return context;
    }

    /**
     * Settles the charges and writes the rate limit fields; does nothing on further invocations.
     */
    static void writeFields(
            ContainerRequestContext request,
            ContainerResponseContext response,
            Set<HeaderStyle> styles) {
        if (SuspendedRequest.of(request).filter(SuspendedRequest::isSuspended).isPresent()) {
            // The response of a suspended request is discarded.
            return;
        }
        Optional<RateLimitContext> begun = RequestContextStore.begun(request);
        if (begun.isPresent() && !begun.get().isAnswered()) {
            RateLimitContext context = begun.get();
            // Settles first, so that the fields include the cost of this request.
            context.answered(response.getStatus());
            MultivaluedMap<String, Object> headers = response.getHeaders();
            List<Decision> decisions = context.decisions();
            if (context.rejection().isPresent()) {
                // The exception mapper knew only the last decision, and may belong to the
                // application.
                RateLimitFields.remove(headers);
                RetryAfter.add(response.getStatus(), decisions, headers);
            }
            RateLimitFields.write(decisions, styles, response.getStatus(), headers);
            if (RequestEnd.of(request).isEmpty()) {
                context.ended();
            }
        }
    }
}
