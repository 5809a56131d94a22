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
 * A node of the tree of patterns, for the patterns with a common beginning. After {@code **} there
 * is one tree for each number of remaining segments, because {@code **} leaves exactly that number.
 * Not modified once requests are matched.
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
     * @return a known route for some of the same requests; then nothing is added
     */
    Optional<Route> add(Route route) {
        return end(route.pattern().segments()).put(route);
    }

    /** The node after exactly this segment; null for none. */
    RouteNode literal(String segment) {
        return literals.get(segment);
    }

    /** The node after any one segment; null for none. */
    RouteNode one() {
        return one;
    }

    /**
     * The nodes after any number of segments, by the number of remaining segments, the highest
     * first.
     */
    Map<Integer, RouteNode> tails() {
        return tails;
    }

    /** The route that ends here and applies to this method; null for none. */
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
