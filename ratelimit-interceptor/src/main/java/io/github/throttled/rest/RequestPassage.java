package io.github.throttled.rest;

import io.github.throttled.cdi.Passage;

import jakarta.servlet.ServletRequest;
import jakarta.ws.rs.container.ContainerRequestContext;

import java.util.Optional;

/**
 * The one passage that a request makes, whatever number of filters charge it: so that what one took
 * is given back if the next rejects, and a client finds all decisions in one list.
 */
final class RequestPassage {

    /** In a servlet container an attribute of the request, too: JAX-RS has it so. */
    private static final String PROPERTY = Passage.class.getName();

    private RequestPassage() {}

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

    /** The passage of a request; begins if nothing has charged the request yet. */
    static Passage of(ContainerRequestContext request) {
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
