package io.github.throttled.internal.config.route;

import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Optional;

/**
 * All routes. Of those that a request matches, the most specific one is its route. Patterns are
 * compared from the left: where they first differ, the end and a literal come before {@code *}, and
 * that before {@code **}; behind a {@code **}, more segments come before fewer. Of routes with the
 * same pattern, one that names the method comes before one for all. Not changed any more once it is
 * read.
 */
public final class RouteTable {

    private final List<Route> routes = new ArrayList<>();
    private final RouteNode root = new RouteNode();

    public RouteTable() {}

    /**
     * Adds a route.
     *
     * @return the route that speaks for some of the same requests already; then nothing is added
     */
    public Optional<Route> add(Route route) {
        Optional<Route> same = root.add(route);
        if (same.isEmpty()) {
            routes.add(route);
        }
        return same;
    }

    /** All of them. */
    public List<Route> routes() {
        return Collections.unmodifiableList(routes);
    }

    /**
     * The routes of a request: one at most, unless the path has a segment that is empty, dots, or
     * hides a slash. Servers and applications may take such a path for another one ({@code a/../b}
     * for {@code b}), so that the request belongs to the routes of both.
     *
     * @param method as the client sent it
     * @param path encoded, relative to the base path of the JAX-RS application
     */
    public List<Route> find(String method, String path) {
        List<String> segments = PathSegments.of(path);
        Route asSent = search(method, segments).below(root);
        if (!PathSegments.isAmbiguous(segments)) {
            return asSent == null ? List.of() : List.of(asSent);
        }
        List<Route> found = new ArrayList<>();
        add(asSent, found);
        add(search(method, PathSegments.resolved(segments)).below(root), found);
        return found;
    }

    /** How many nodes of the tree have to be looked at for a request. */
    int visits(String method, String path) {
        RouteSearch search = search(method, PathSegments.of(path));
        search.below(root);
        return search.visited();
    }

    private static RouteSearch search(String method, List<String> segments) {
        return new RouteSearch(segments, method);
    }

    private static void add(Route route, List<Route> found) {
        if (route != null && !found.contains(route)) {
            found.add(route);
        }
    }
}
