package io.github.throttled.rest;

import io.github.throttled.Decision;
import io.github.throttled.cdi.Passage;
import io.github.throttled.policy.HeaderStyle;

import jakarta.servlet.ServletRequest;
import jakarta.ws.rs.container.ContainerRequestContext;
import jakarta.ws.rs.container.ContainerResponseContext;
import jakarta.ws.rs.core.MultivaluedMap;

import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.Consumer;

/**
 * The one passage that a request makes, whatever number of filters charge it: so that what one took
 * is given back if the next rejects, and a client finds all decisions in one list.
 */
final class RequestPassage {

    /** In a servlet container an attribute of the request, too: JAX-RS has it so. */
    private static final String PROPERTY = Passage.class.getName();

    private RequestPassage() {}

    /**
     * Continues it, or rejects the request.
     *
     * @param charge what the request pays now
     */
    static Passage go(
            ContainerRequestContext request, RequestRejection rejection, Consumer<Passage> charge) {
        Passage passage = of(request);
        charge.accept(passage);
        passage.rejection().ifPresent(decision -> rejection.reject(request, decision));
        return passage;
    }

    /** Tells the client where it stands; does nothing the second time. */
    static void answer(
            ContainerRequestContext request,
            ContainerResponseContext response,
            Set<HeaderStyle> styles) {
        if (HeldRequest.of(request).filter(HeldRequest::isHeld).isPresent()) {
            // This is not the answer.
            return;
        }
        Optional<Passage> begun = begun(request);
        if (begun.isPresent() && !begun.get().isAnswered()) {
            Passage passage = begun.get();
            // First, so that it is told of what this request costs.
            passage.answered(response.getStatus());
            MultivaluedMap<String, Object> headers = response.getHeaders();
            List<Decision> decisions = passage.decisions();
            if (passage.rejection().isPresent()) {
                // The mapper knew only the last decision, and need not be ours.
                RateLimitFields.remove(headers);
                RetryAfter.add(response.getStatus(), decisions, headers);
            }
            RateLimitFields.write(decisions, styles, response.getStatus(), headers);
            if (RequestEnd.of(request).isEmpty()) {
                passage.ended();
            }
        }
    }

    private static void end(Passage passage, int status) {
        passage.answered(status);
        passage.ended();
    }

    /** The passage of a request that something has charged. */
    static Optional<Passage> begun(ContainerRequestContext request) {
        return request.getProperty(PROPERTY) instanceof Passage begun
                ? Optional.of(begun)
                : Optional.empty();
    }

    /** The passage of a request that something has charged before JAX-RS has seen it. */
    static Optional<Passage> begun(ServletRequest request) {
        return request.getAttribute(PROPERTY) instanceof Passage begun
                ? Optional.of(begun)
                : Optional.empty();
    }

    /** Begins it where JAX-RS will find it. */
    static Passage begin(ServletRequest request) {
        Passage passage = Passage.ofRequest();
        request.setAttribute(PROPERTY, passage);
        RequestEnd.of(request).does(status -> end(passage, status));
        return passage;
    }

    private static Passage of(ContainerRequestContext request) {
        return begun(request)
                .orElseGet(
                        () -> {
                            Passage passage = Passage.ofRequest();
                            request.setProperty(PROPERTY, passage);
                            RequestEnd.of(request)
                                    .ifPresent(end -> end.does(status -> end(passage, status)));
                            return passage;
                        });
    }
}
