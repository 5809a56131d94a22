package io.github.throttled.internal.config.route;

import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Optional;

/**
 * All routes. If several match a request, the most specific one applies. Patterns are compared from
 * the left. Where they first differ, the end and a literal precede {@code *}, which precedes {@code
 * **}. After {@code **}, more segments precede fewer. Of routes with the same pattern, one that
 * names the method precedes one for all methods. Not modified once all routes are read.
 */
public final class RouteTable {

    private final List<Route> routes = new ArrayList<>();
    private final RouteNode root = new RouteNode();

    public RouteTable() {}

    /**
     * Adds a route.
     *
     * @return a known route for some of the same requests; then nothing is added
     */
    public Optional<Route> add(Route route) {
        Optional<Route> same = root.add(route);
        if (same.isEmpty()) {
            routes.add(route);
        }
        return same;
    }

    public List<Route> routes() {
        return Collections.unmodifiableList(routes);
    }

    /**
     * The routes of a request. There is at most one, unless the path has a segment that is empty,
     * consists of dots, or contains an encoded slash. Servers and applications may resolve such a
     * path to another one ({@code a/../b} to {@code b}). The request then belongs to the routes of
     * both paths.
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

    /** How many nodes of the tree the search for a request visits. */
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
