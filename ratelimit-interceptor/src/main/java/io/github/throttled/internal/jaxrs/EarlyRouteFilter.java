package io.github.throttled.internal.jaxrs;

import io.github.throttled.internal.enforcement.RoutePolicies;

import jakarta.ws.rs.container.ContainerRequestContext;
import jakarta.ws.rs.container.ContainerRequestFilter;

/**
 * Charges requests for the policies of routes that do not need the user, before filters of the
 * application authenticate the user.
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
