package io.github.throttled.internal.config.route;

import io.github.throttled.internal.config.syntax.BadValueException;

import java.util.List;
import java.util.stream.Collectors;

/**
 * /** The paths of a route: {@code /shops/{shop}/orders/**}.
 *
 * @param segments in order; at most one of them is {@link RouteSegment.Any}
 */
public record RoutePattern(List<RouteSegment> segments) {

    /** Makes the list immutable. */
    public RoutePattern {
        segments = List.copyOf(segments);
    }

    /**
     * Reads a path of literal segments, {@code *} or {@code {name}} for any one segment and {@code
     * **} for any number of segments, including none. A literal may be percent-encoded.
     *
     * @throws BadValueException for anything else, and for a pattern that no path can match
     */
    public static RoutePattern parse(String text) {
        return RouteSyntax.parse(text);
    }

    @Override
    public String toString() {
        return segments.stream().map(RoutePattern::text).collect(Collectors.joining("/", "/", ""));
    }

    private static String text(RouteSegment segment) {
        if (segment instanceof RouteSegment.Literal literal) {
            return literal.text();
        }
        return segment instanceof RouteSegment.One ? "*" : "**";
    }
}
