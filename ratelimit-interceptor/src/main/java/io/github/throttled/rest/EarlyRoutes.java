package io.github.throttled.rest;

import io.github.throttled.cdi.RouteGates;

import jakarta.ws.rs.container.ContainerRequestContext;
import jakarta.ws.rs.container.ContainerRequestFilter;

/**
 * Charges requests by their path and method, and by the global policies, before filters of the
 * application find out who the user is: as far as that does not matter.
 */
class EarlyRoutes implements ContainerRequestFilter {

    private final RouteGates gates;
    private final RequestRejection rejection;

    EarlyRoutes(RouteGates gates, RequestRejection rejection) {
        this.gates = gates;
        this.rejection = rejection;
    }

    @Override
    public void filter(ContainerRequestContext request) {
        RequestCaller caller = new RequestCaller(request);
        String path = request.getUriInfo().getPath(false);
        RequestCharging.charge(
                request,
                rejection,
                passage -> gates.passAnonymously(passage, caller, request.getMethod(), path));
    }
}
