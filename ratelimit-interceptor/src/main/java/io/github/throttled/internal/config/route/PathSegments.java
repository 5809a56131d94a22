package io.github.throttled.internal.config.route;

import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Pattern;

/**
 * The segments of a request's path, decoded and without matrix parameters, as JAX-RS matches them.
 */
final class PathSegments {

    private static final Pattern STRAY_PERCENT = Pattern.compile("%(?![0-9A-Fa-f]{2})");

    private PathSegments() {}

    /**
     * The segments as sent. A trailing slash has no meaning, as in JAX-RS.
     *
     * @param path encoded; with or without a leading slash
     */
    static List<String> of(String path) {
        List<String> segments = new ArrayList<>();
        int start = path.startsWith("/") ? 1 : 0;
        while (start < path.length()) {
            int slash = path.indexOf('/', start);
            int end = slash < 0 ? path.length() : slash;
            segments.add(decoded(withoutParameters(path.substring(start, end))));
            start = end + 1;
        }
        return segments;
    }

    /** Whether a server, or the application behind it, may resolve the path to another one. */
    static boolean isAmbiguous(List<String> segments) {
        for (String segment : segments) {
            if (segment.isEmpty() || isDots(segment) || segment.indexOf('/') >= 0) {
                return true;
            }
        }
        return false;
    }

    /** The path after resolving dots and empty segments, as a file system does. */
    static List<String> resolved(List<String> segments) {
        List<String> resolved = new ArrayList<>();
        for (String segment : String.join("/", segments).split("/")) {
            if (segment.equals("..") && !resolved.isEmpty()) {
                resolved.remove(resolved.size() - 1);
            } else if (!segment.isEmpty() && !isDots(segment)) {
                resolved.add(segment);
            }
        }
        return resolved;
    }

    static boolean isDots(String segment) {
        return segment.equals(".") || segment.equals("..");
    }

    static boolean isWellEncoded(String segment) {
        return !STRAY_PERCENT.matcher(segment).find();
    }

    /** Decodes percent-encoding once; returns the same text if it is not well encoded. */
    static String decoded(String segment) {
        if (segment.indexOf('%') < 0) {
            return segment;
        }
        try {
            // In a path, a plus sign is a literal.
            return URLDecoder.decode(segment.replace("+", "%2B"), StandardCharsets.UTF_8);
        } catch (IllegalArgumentException e) {
            return segment;
        }
    }

    private static String withoutParameters(String segment) {
        int parameters = segment.indexOf(';');
        return parameters < 0 ? segment : segment.substring(0, parameters);
    }
}
