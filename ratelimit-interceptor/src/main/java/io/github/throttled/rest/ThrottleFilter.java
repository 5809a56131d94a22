package io.github.throttled.rest;

import io.github.throttled.Decision;
import io.github.throttled.cdi.Gate;
import io.github.throttled.cdi.LetIn;
import io.github.throttled.policy.HeaderStyle;

import jakarta.enterprise.inject.spi.CDI;
import jakarta.ws.rs.container.ContainerRequestContext;
import jakarta.ws.rs.container.ContainerRequestFilter;
import jakarta.ws.rs.container.ContainerResponseContext;
import jakarta.ws.rs.container.ContainerResponseFilter;

import java.util.List;
import java.util.Set;

/**
 * Charges the calls of one resource method before the entity is read, answers 429 to the rejected
 * ones, and tells the others where they stand.
 */
class ThrottleFilter implements ContainerRequestFilter, ContainerResponseFilter {

    private static final String ADMITTED = Admitted.class.getName();

    private final Gate gate;
    private final Set<HeaderStyle> styles;
    private final LetIn letIn = CDI.current().select(LetIn.class).get();
    private final RemoteAddress remoteAddress = RemoteAddress.find();

    /** What let the request in; a type of its own, because properties are untyped. */
    private record Admitted(List<Decision> decisions) {}

    ThrottleFilter(Gate gate, Set<HeaderStyle> styles) {
        this.gate = gate;
        this.styles = styles;
    }

    @Override
    public void filter(ContainerRequestContext request) {
        List<Decision> decisions = gate.pass(new RequestCaller(request, remoteAddress));
        if (decisions.get(decisions.size() - 1).allowed()) {
            letIn.passed(gate);
            request.setProperty(ADMITTED, new Admitted(decisions));
        } else {
            request.abortWith(TooManyRequests.of(decisions, styles));
        }
    }

    @Override
    public void filter(ContainerRequestContext request, ContainerResponseContext response) {
        if (request.getProperty(ADMITTED) instanceof Admitted admitted) {
            RateLimitFields.write(admitted.decisions(), styles, response.getHeaders());
        }
    }
}
