package io.github.throttled.rest;

import io.github.throttled.cdi.Gate;
import io.github.throttled.cdi.LetIn;
import io.github.throttled.cdi.Passage;
import io.github.throttled.policy.HeaderStyle;

import jakarta.ws.rs.container.ContainerRequestContext;
import jakarta.ws.rs.container.ContainerRequestFilter;
import jakarta.ws.rs.container.ContainerResponseContext;
import jakarta.ws.rs.container.ContainerResponseFilter;

import java.util.List;
import java.util.Set;

/**
 * Charges the calls of one resource method before the entity is read, rejects those that are too
 * many, and tells clients where they stand.
 */
class ThrottleFilter implements ContainerRequestFilter, ContainerResponseFilter {

    private final Gate gate;
    private final RequestRejection rejection;
    private final Set<HeaderStyle> styles;

    ThrottleFilter(Gate gate, RequestRejection rejection, Set<HeaderStyle> styles) {
        this.gate = gate;
        this.rejection = rejection;
        this.styles = styles;
    }

    @Override
    public void filter(ContainerRequestContext request) {
        List<Object> matched = request.getUriInfo().getMatchedResources();
        gate.checkIntercepted(matched.isEmpty() ? null : matched.get(0));
        RequestCaller caller = new RequestCaller(request);
        Passage passage =
                RequestCharging.charge(request, rejection, begun -> gate.pass(begun, caller));
        if (passage.rejection().isEmpty()) {
            LetIn.passed(gate, passage);
        }
    }

    @Override
    public void filter(ContainerRequestContext request, ContainerResponseContext response) {
        LetIn.left();
        RequestCharging.answer(request, response, styles);
    }
}
