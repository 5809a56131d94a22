package io.github.throttled.internal.config.route;

import io.github.throttled.internal.config.route.RouteSegment.Any;
import io.github.throttled.internal.config.route.RouteSegment.Literal;

import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.NavigableMap;
import java.util.Optional;
import java.util.TreeMap;

/**
 * A node of the tree of patterns: what patterns have in common up to one of their segments. What
 * comes after a {@code **} is a tree of its own for each number of segments, because a {@code **}
 * leaves exactly so many to it. Not changed any more once requests are matched.
 */
final class RouteNode {

    private final Map<String, RouteNode> literals = new HashMap<>();
    private final NavigableMap<Integer, RouteNode> tails = new TreeMap<>(Comparator.reverseOrder());
    private final Map<String, Route> byMethod = new HashMap<>();
    private RouteNode one;
    private Route others;

    /**
     * Adds a route below the root.
     *
     * @return the route that speaks for some of the same requests already; then nothing is added
     */
    Optional<Route> add(Route route) {
        return end(route.pattern().segments()).put(route);
    }

    /** After a segment that is exactly this; null if there is nothing. */
    RouteNode literal(String segment) {
        return literals.get(segment);
    }

    /** After any one segment; null if there is nothing. */
    RouteNode one() {
        return one;
    }

    /** After any number of segments, by the number of those to come, the most first. */
    Map<Integer, RouteNode> tails() {
        return tails;
    }

    /** The route that ends here and is for this method; null if there is none. */
    Route route(String method) {
        Route named = byMethod.get(method);
        if (named == null && method.equals("HEAD")) {
            named = byMethod.get("GET");
        }
        return named != null ? named : others;
    }

    private RouteNode end(List<RouteSegment> segments) {
        RouteNode node = this;
        for (int i = 0; i < segments.size(); i++) {
            node = node.child(segments.get(i), segments.size() - i - 1);
        }
        return node;
    }

    private RouteNode child(RouteSegment segment, int segmentsToCome) {
        if (segment instanceof Literal literal) {
            return literals.computeIfAbsent(literal.text(), text -> new RouteNode());
        }
        if (segment instanceof Any) {
            return tails.computeIfAbsent(segmentsToCome, number -> new RouteNode());
        }
        if (one == null) {
            one = new RouteNode();
        }
        return one;
    }

    private Optional<Route> put(Route route) {
        if (route.methods().isEmpty()) {
            Route known = others;
            others = known == null ? route : known;
            return Optional.ofNullable(known);
        }
        Optional<Route> known =
                route.methods().stream()
                        .sorted()
                        .filter(byMethod::containsKey)
                        .map(byMethod::get)
                        .findFirst();
        if (known.isEmpty()) {
            route.methods().forEach(method -> byMethod.put(method, route));
        }
        return known;
    }
}
