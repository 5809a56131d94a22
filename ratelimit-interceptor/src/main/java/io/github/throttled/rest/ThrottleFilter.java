package io.github.throttled.rest;

import io.github.throttled.Decision;
import io.github.throttled.RateLimitExceededException;
import io.github.throttled.cdi.Gate;
import io.github.throttled.cdi.LetIn;
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

    private static final String ANSWER = Answer.class.getName();

    private final Gate gate;
    private final Set<HeaderStyle> styles;
    private final LetIn letIn = CDI.current().select(LetIn.class).get();
    private final RemoteAddress remoteAddress = RemoteAddress.find();

    /** What the gate said to the request; a type of its own, because properties are untyped. */
    private record Answer(List<Decision> decisions) {

        Decision last() {
            return decisions.get(decisions.size() - 1);
        }
    }

    ThrottleFilter(Gate gate, Set<HeaderStyle> styles) {
        this.gate = gate;
        this.styles = styles;
    }

    @Override
    public void filter(ContainerRequestContext request) {
        Answer answer = new Answer(gate.pass(new RequestCaller(request, remoteAddress)));
        request.setProperty(ANSWER, answer);
        if (!answer.last().allowed()) {
            throw new RateLimitExceededException(answer.last());
        }
        letIn.passed(gate);
    }

    @Override
    public void filter(ContainerRequestContext request, ContainerResponseContext response) {
        if (request.getProperty(ANSWER) instanceof Answer answer) {
            MultivaluedMap<String, Object> headers = response.getHeaders();
            if (!answer.last().allowed()) {
                // The mapper knew only the last decision, and need not be ours.
                RateLimitFields.remove(headers);
                TooManyRequests.addRetryAfter(response.getStatus(), answer.decisions(), headers);
            }
            RateLimitFields.write(answer.decisions(), styles, headers);
        }
    }
}
