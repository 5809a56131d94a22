package io.github.throttled.internal.jaxrs;

import io.github.throttled.internal.enforcement.RoutePolicies;

import jakarta.ws.rs.container.ContainerRequestContext;
import jakarta.ws.rs.container.ContainerRequestFilter;

/**
 * Charges requests by their path and method, and by the global policies, before filters of the
 * application find out who the user is: as far as that does not matter.
 */
class EarlyRouteFilter implements ContainerRequestFilter {

    private final RoutePolicies routes;
    private final RequestRejection rejection;

    EarlyRouteFilter(RoutePolicies routes, RequestRejection rejection) {
        this.routes = routes;
        this.rejection = rejection;
    }

    @Override
    public void filter(ContainerRequestContext request) {
        RequestCaller caller = new RequestCaller(request);
        String path = request.getUriInfo().getPath(false);
        RequestCharging.charge(
                request,
                rejection,
                context -> routes.chargeAnonymous(context, caller, request.getMethod(), path));
    }
}
