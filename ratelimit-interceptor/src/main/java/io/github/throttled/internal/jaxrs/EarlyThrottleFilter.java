package io.github.throttled.internal.jaxrs;

import io.github.throttled.internal.enforcement.MethodPolicies;

import jakarta.ws.rs.container.ContainerRequestContext;
import jakarta.ws.rs.container.ContainerRequestFilter;

/**
 * Charges requests of one resource method for the policies that do not need the user, before
 * filters of the application authenticate the user.
 */
public class EarlyThrottleFilter implements ContainerRequestFilter {

    private final MethodPolicies policies;
    private final RequestRejection rejection;

    public EarlyThrottleFilter(MethodPolicies policies, RequestRejection rejection) {
        this.policies = policies;
        this.rejection = rejection;
    }

    @Override
    public void filter(ContainerRequestContext request) {
        RequestCaller caller = new RequestCaller(request);
        RequestCharging.charge(
                request, rejection, context -> policies.chargeAnonymous(context, caller));
    }
}
