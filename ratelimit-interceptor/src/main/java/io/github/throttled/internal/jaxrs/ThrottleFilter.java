package io.github.throttled.internal.jaxrs;

import io.github.throttled.internal.config.settings.HeaderStyle;
import io.github.throttled.internal.enforcement.FilterHandoff;
import io.github.throttled.internal.enforcement.MethodPolicies;
import io.github.throttled.internal.enforcement.RateLimitContext;

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
public class ThrottleFilter implements ContainerRequestFilter, ContainerResponseFilter {

    private final MethodPolicies gate;
    private final RequestRejection rejection;
    private final Set<HeaderStyle> styles;

    public ThrottleFilter(
            MethodPolicies gate, RequestRejection rejection, Set<HeaderStyle> styles) {
        this.gate = gate;
        this.rejection = rejection;
        this.styles = styles;
    }

    @Override
    public void filter(ContainerRequestContext request) {
        List<Object> matched = request.getUriInfo().getMatchedResources();
        gate.checkIntercepted(matched.isEmpty() ? null : matched.get(0));
        RequestCaller caller = new RequestCaller(request);
        RateLimitContext passage =
                RequestCharging.charge(request, rejection, begun -> gate.pass(begun, caller));
        if (passage.rejection().isEmpty()) {
            FilterHandoff.passed(gate, passage);
        }
    }

    @Override
    public void filter(ContainerRequestContext request, ContainerResponseContext response) {
        FilterHandoff.left();
        RequestCharging.answer(request, response, styles);
    }
}
