package io.github.throttled.internal.config.route;

/** One part of a {@link RoutePattern}. */
public sealed interface RouteSegment {

    /**
     * A segment that is exactly this.
     *
     * @param text decoded; not empty
     */
    record Literal(String text) implements RouteSegment {}

    /** Any one segment. */
    record One() implements RouteSegment {}

    /** Any number of segments, none included. */
    record Any() implements RouteSegment {}
}
