package io.github.throttled.internal.jaxrs;

import io.github.throttled.internal.enforcement.MethodPolicies;

import jakarta.ws.rs.container.ContainerRequestContext;
import jakarta.ws.rs.container.ContainerRequestFilter;

/**
 * Charges the calls of one resource method before filters of the application find out who the user
 * is: as far as that does not matter.
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
