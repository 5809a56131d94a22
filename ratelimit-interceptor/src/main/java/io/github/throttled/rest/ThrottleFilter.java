package io.github.throttled.rest;

import io.github.throttled.Decision;
import io.github.throttled.RateLimitExceededException;
import io.github.throttled.cdi.Gate;
import io.github.throttled.cdi.LetIn;
import io.github.throttled.cdi.Passage;
import io.github.throttled.policy.HeaderStyle;

import jakarta.enterprise.inject.spi.CDI;
import jakarta.ws.rs.container.ContainerRequestContext;
import jakarta.ws.rs.container.ContainerRequestFilter;
import jakarta.ws.rs.container.ContainerResponseContext;
import jakarta.ws.rs.container.ContainerResponseFilter;
import jakarta.ws.rs.core.MultivaluedMap;

import java.util.List;
import java.util.Set;

/**
 * Charges the calls of one resource method before the entity is read, rejects those that are too
 * many as a bean would, so that one exception mapper answers for both, and tells clients where they
 * stand.
 */
class ThrottleFilter implements ContainerRequestFilter, ContainerResponseFilter {

    private static final String PASSAGE = Passage.class.getName();

    private final Gate gate;
    private final Set<HeaderStyle> styles;
    private final LetIn letIn = CDI.current().select(LetIn.class).get();
    private final ServletRequests servlet = ServletRequests.find();

    ThrottleFilter(Gate gate, Set<HeaderStyle> styles) {
        this.gate = gate;
        this.styles = styles;
    }

    @Override
    public void filter(ContainerRequestContext request) {
        Passage passage = gate.pass(new RequestCaller(request, servlet));
        request.setProperty(PASSAGE, passage);
        passage.rejection()
                .ifPresent(
                        decision -> {
                            throw new RateLimitExceededException(decision);
                        });
        letIn.passed(gate, passage);
    }

    @Override
    public void filter(ContainerRequestContext request, ContainerResponseContext response) {
        if (request.getProperty(PASSAGE) instanceof Passage passage) {
            MultivaluedMap<String, Object> headers = response.getHeaders();
            List<Decision> decisions = passage.decisions();
            if (passage.rejection().isPresent()) {
                // The mapper knew only the last decision, and need not be ours.
                RateLimitFields.remove(headers);
                TooManyRequests.addRetryAfter(response.getStatus(), decisions, headers);
            }
            RateLimitFields.write(decisions, styles, headers);
            passage.ended(response.getStatus());
        }
    }
}
