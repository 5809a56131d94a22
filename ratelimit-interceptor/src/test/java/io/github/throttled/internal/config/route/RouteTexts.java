package io.github.throttled.internal.config.route;

import java.util.List;

/** Reads the paths of requests. */
public final class RouteTexts {

    private RouteTexts() {}

    /** Reads a text as a path. */
    public static void path(String text) {
        List<String> segments = PathSegments.of(text);
        PathSegments.isAmbiguous(segments);
        PathSegments.resolved(segments);
    }
}
