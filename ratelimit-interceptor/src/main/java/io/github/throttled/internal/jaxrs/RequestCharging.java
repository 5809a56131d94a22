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

/** Charges requests that JAX-RS has seen, and tells their clients where they stand. */
final class RequestCharging {

    private RequestCharging() {}

    /**
     * Continues it, or rejects the request.
     *
     * @param payment what the request pays now
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

    /** Tells the client where it stands; does nothing the second time. */
    static void answer(
            ContainerRequestContext request,
            ContainerResponseContext response,
            Set<HeaderStyle> styles) {
        if (SuspendedRequest.of(request).filter(SuspendedRequest::isHeld).isPresent()) {
            // This is not the answer.
            return;
        }
        Optional<RateLimitContext> begun = RequestContextStore.begun(request);
        if (begun.isPresent() && !begun.get().isAnswered()) {
            RateLimitContext context = begun.get();
            // First, so that it is told of what this request costs.
            context.answered(response.getStatus());
            MultivaluedMap<String, Object> headers = response.getHeaders();
            List<Decision> decisions = context.decisions();
            if (context.rejection().isPresent()) {
                // The mapper knew only the last decision, and need not be ours.
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
