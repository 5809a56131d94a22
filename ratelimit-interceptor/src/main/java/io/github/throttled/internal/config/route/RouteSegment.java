package io.github.throttled.internal.config.route;

/** One part of a {@link RoutePattern}. */
public sealed interface RouteSegment {

    /**
     * Matches exactly this segment.
     *
     * @param text decoded; not empty
     */
    record Literal(String text) implements RouteSegment {}

    /** Matches any one segment. */
    record One() implements RouteSegment {}

    /** Matches any number of segments, including none. */
    record Any() implements RouteSegment {}
}
