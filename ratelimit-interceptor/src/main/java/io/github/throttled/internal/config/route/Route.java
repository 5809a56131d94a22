package io.github.throttled.internal.config.route;

import java.util.List;
import java.util.Set;

/**
 * Requests that pay because of their path and method, whatever resource they reach.
 *
 * @param name as in {@code throttled.route.NAME.}
 * @param pattern which paths
 * @param methods which HTTP methods; empty for all. With {@code GET}, {@code HEAD} is meant too
 * @param policies names of what they pay to, in order; at least one
 */
public record Route(String name, RoutePattern pattern, Set<String> methods, List<String> policies) {

    /** Makes the collections immutable. */
    public Route {
        methods = Set.copyOf(methods);
        policies = List.copyOf(policies);
    }

    /** Whether it is for all requests of a method, wherever they go. */
    public boolean isEverywhere(String method) {
        return pattern.segments().equals(List.of(new RouteSegment.Any()))
                && (methods.isEmpty() || methods.contains(method));
    }
}
