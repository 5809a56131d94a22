package io.github.throttled.internal.jaxrs;

import io.github.throttled.internal.config.settings.HeaderStyle;
import io.github.throttled.internal.enforcement.RateLimitContext;
import io.github.throttled.internal.enforcement.RoutePolicies;
import io.github.throttled.internal.key.Caller;

import jakarta.ws.rs.container.ContainerRequestContext;
import jakarta.ws.rs.container.ContainerRequestFilter;
import jakarta.ws.rs.container.ContainerResponseContext;
import jakarta.ws.rs.container.ContainerResponseFilter;

import java.util.Set;

/**
 * Charges requests for the policies of routes and the global policies.
 *
 * <p>It runs after JAX-RS has matched a resource, because the user is known by then. A request
 * without a matching resource is not charged. The path is the one that JAX-RS has matched, which
 * may differ from the container's.
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

    /**
     * Creates a filter that runs before filters of the application authenticate the user. It
     * charges the policies that do not need the user.
     */
    static ContainerRequestFilter early(RoutePolicies routes, RequestRejection rejection) {
        // A class of its own, because JAX-RS takes one filter of each class.
        return new ContainerRequestFilter() {
            @Override
            public void filter(ContainerRequestContext request) {
                charge(request, rejection, routes::chargeAnonymous);
            }
        };
    }

    @Override
    public void filter(ContainerRequestContext request) {
        charge(request, rejection, routes::charge);
    }

    /** Charges a request for some of the policies of its routes. */
    private interface Charge {
        void apply(RateLimitContext context, Caller caller, String method, String path);
    }

    private static void charge(
            ContainerRequestContext request, RequestRejection rejection, Charge charge) {
        RequestCaller caller = new RequestCaller(request);
        String path = request.getUriInfo().getPath(false);
        RequestCharging.charge(
                request,
                rejection,
                context -> charge.apply(context, caller, request.getMethod(), path));
    }

    @Override
    public void filter(ContainerRequestContext request, ContainerResponseContext response) {
        RequestCharging.writeFields(request, response, styles);
    }
}
