package io.github.throttled.internal.config.route;

import java.util.List;
import java.util.Set;

/**
 * Requests that are charged because of their path and method, whatever resource they reach.
 *
 * @param name as in {@code throttled.route.NAME.}
 * @param pattern the paths
 * @param methods the HTTP methods; empty for all. {@code GET} includes {@code HEAD}
 * @param policies the names of the policies that charge the requests, in order; at least one
 */
public record Route(String name, RoutePattern pattern, Set<String> methods, List<String> policies) {

    /** Makes the collections immutable. */
    public Route {
        methods = Set.copyOf(methods);
        policies = List.copyOf(policies);
    }

    /** Whether the route matches all requests of a method. */
    public boolean isEverywhere(String method) {
        return pattern.segments().equals(List.of(new RouteSegment.Any()))
                && (methods.isEmpty() || methods.contains(method));
    }
}
