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
 * Charges requests of one resource method before the entity is read, rejects those above a limit,
 * and writes the rate limit fields.
 */
public class ThrottleFilter implements ContainerRequestFilter, ContainerResponseFilter {

    private final MethodPolicies policies;
    private final RequestRejection rejection;
    private final Set<HeaderStyle> styles;

    public ThrottleFilter(
            MethodPolicies policies, RequestRejection rejection, Set<HeaderStyle> styles) {
        this.policies = policies;
        this.rejection = rejection;
        this.styles = styles;
    }

    /**
     * Creates a filter that runs before filters of the application authenticate the user. It
     * charges the policies that do not need the user.
     */
    public static ContainerRequestFilter early(
            MethodPolicies policies, RequestRejection rejection) {
        // A class of its own, because JAX-RS takes one filter of each class.
        return new ContainerRequestFilter() {
            @Override
            public void filter(ContainerRequestContext request) {
                RequestCaller caller = new RequestCaller(request);
                RequestCharging.charge(
                        request, rejection, context -> policies.chargeAnonymous(context, caller));
            }
        };
    }

    @Override
    public void filter(ContainerRequestContext request) {
        List<Object> matched = request.getUriInfo().getMatchedResources();
        policies.checkIntercepted(matched.isEmpty() ? null : matched.get(0));
        RequestCaller caller = new RequestCaller(request);
        RateLimitContext context =
                RequestCharging.charge(request, rejection, begun -> policies.charge(begun, caller));
        if (context.rejection().isEmpty()) {
            FilterHandoff.charged(policies, context);
        }
    }

    @Override
    public void filter(ContainerRequestContext request, ContainerResponseContext response) {
        FilterHandoff.clear();
        RequestCharging.writeFields(request, response, styles);
    }
}
