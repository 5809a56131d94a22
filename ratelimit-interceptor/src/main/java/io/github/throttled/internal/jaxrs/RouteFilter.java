package io.github.throttled.internal.jaxrs;

import io.github.throttled.internal.config.settings.HeaderStyle;
import io.github.throttled.internal.enforcement.RoutePolicies;

import jakarta.ws.rs.container.ContainerRequestContext;
import jakarta.ws.rs.container.ContainerRequestFilter;
import jakarta.ws.rs.container.ContainerResponseContext;
import jakarta.ws.rs.container.ContainerResponseFilter;

import java.util.Set;

/**
 * Charges requests by their path and method, and by the global policies. It comes after a resource
 * has been found, because the user is known by then; so a request that finds none is not charged.
 * The path is the one that JAX-RS has matched, and not what the servlet container makes of it.
 */
class RouteFilter implements ContainerRequestFilter, ContainerResponseFilter {

    private final RoutePolicies routes;
    private final RequestRejection rejection;
    private final Set<HeaderStyle> styles;

    RouteFilter(RoutePolicies routes, RequestRejection rejection, Set<HeaderStyle> styles) {
        this.routes = routes;
        this.rejection = rejection;
        this.styles = styles;
    }

    @Override
    public void filter(ContainerRequestContext request) {
        RequestCaller caller = new RequestCaller(request);
        String path = request.getUriInfo().getPath(false);
        RequestCharging.charge(
                request,
                rejection,
                context -> routes.charge(context, caller, request.getMethod(), path));
    }

    @Override
    public void filter(ContainerRequestContext request, ContainerResponseContext response) {
        RequestCharging.answer(request, response, styles);
    }
}
