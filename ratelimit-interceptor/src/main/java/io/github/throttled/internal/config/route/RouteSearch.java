package io.github.throttled.internal.config.route;

import java.util.List;
import java.util.Map;

/**
 * Searches the most specific route of one request. At each segment the tree has at most a literal,
 * a {@code *} and a {@code **}. The search tries them in this order, so the first route found is
 * the most specific one. Its cost does not depend on the number of other literals.
 */
final class RouteSearch {

    private final List<String> segments;
    private final String method;
    private int visited;

    RouteSearch(List<String> segments, String method) {
        this.segments = segments;
        this.method = method;
    }

    /** The route; null for none. */
    Route below(RouteNode root) {
        return below(root, 0);
    }

    /** How many nodes the search has visited so far. */
    int visited() {
        return visited;
    }

    private Route below(RouteNode node, int next) {
        if (node == null) {
            return null;
        }
        visited++;
        Route found = next == segments.size() ? node.route(method) : afterOne(node, next);
        return found != null ? found : afterAny(node, next);
    }

    private Route afterOne(RouteNode node, int next) {
        Route found = below(node.literal(segments.get(next)), next + 1);
        return found != null ? found : below(node.one(), next + 1);
    }

    private Route afterAny(RouteNode node, int next) {
        for (Map.Entry<Integer, RouteNode> tail : node.tails().entrySet()) {
            int start = segments.size() - tail.getKey();
            Route found = start < next ? null : below(tail.getValue(), start);
            if (found != null) {
                return found;
            }
        }
        return null;
    }
}
