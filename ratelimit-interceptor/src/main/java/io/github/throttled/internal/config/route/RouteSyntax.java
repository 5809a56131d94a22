package io.github.throttled.internal.config.route;

import io.github.throttled.internal.config.route.RouteSegment.Any;
import io.github.throttled.internal.config.route.RouteSegment.Literal;
import io.github.throttled.internal.config.route.RouteSegment.One;
import io.github.throttled.internal.config.syntax.BadValueException;
import io.github.throttled.internal.config.syntax.SafeText;

import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** The syntax of a route's pattern. */
final class RouteSyntax {

    private static final String EXAMPLE = "write a path such as /search/** or /shops/{shop}/orders";

    private static final Pattern NAMED = Pattern.compile("\\{[A-Za-z0-9_][A-Za-z0-9_.-]*}");

    /** Characters that cannot occur in a path: they end it, or a client has to encode them. */
    private static final Pattern FOREIGN = Pattern.compile("[\\s\\p{Cntrl}?#;\\\\]");

    /** The beginning of a JAX-RS template with a regular expression, or with white space. */
    private static final Pattern TEMPLATE =
            Pattern.compile("\\{\\s*([A-Za-z0-9_][A-Za-z0-9_.-]*)\\s*(:|\\s})");

    /**
     * Signs of a regular expression in a literal segment. Brackets, bars and the like have to be
     * encoded in a path; {@code .+} is one of the few expressions that are legal there.
     */
    private static final Pattern EXPRESSION =
            Pattern.compile("[\\[\\]^|]|\\\\[dwsDWS]|\\.\\+|\\)[+$]");

    private RouteSyntax() {}

    static RoutePattern parse(String text) {
        checkNoTemplate(text);
        String path = text.startsWith("/") ? text.substring(1) : text;
        if (path.length() > 1 && path.endsWith("/")) {
            path = path.substring(0, path.length() - 1);
        }
        List<RouteSegment> segments = new ArrayList<>();
        if (!path.isEmpty()) {
            for (String segment : path.split("/", -1)) {
                segments.add(segment(segment, text));
            }
        }
        if (Collections.frequency(segments, new Any()) > 1) {
            throw new BadValueException("a path can have ** only once");
        }
        return new RoutePattern(segments);
    }

    private static RouteSegment segment(String segment, String path) {
        if (segment.equals("**")) {
            return new Any();
        }
        if (segment.equals("*") || NAMED.matcher(segment).matches()) {
            return new One();
        }
        check(segment, path);
        return new Literal(PathSegments.decoded(segment));
    }

    /** Checks the path before it is split, because an expression may contain a slash. */
    private static void checkNoTemplate(String path) {
        Matcher template = TEMPLATE.matcher(path);
        if (template.find()) {
            int end = endOfTemplate(path, template.start());
            String found = path.substring(template.start(), end);
            String expression = found.substring(found.indexOf(':') + 1).strip();
            boolean manySegments =
                    expression.startsWith(".*")
                            || expression.startsWith(".+")
                            || expression.contains("/");
            throw new BadValueException(
                    "%s is a regular expression, and a route has none; write %s"
                            .formatted(
                                    SafeText.quoted(found),
                                    manySegments
                                            ? "** for any number of segments"
                                            : "{" + template.group(1) + "}"));
        }
    }

    /** Counts braces, because an expression may contain some. */
    private static int endOfTemplate(String path, int start) {
        int open = 0;
        for (int i = start; i < path.length(); i++) {
            open += path.charAt(i) == '{' ? 1 : path.charAt(i) == '}' ? -1 : 0;
            if (open == 0) {
                return i + 1;
            }
        }
        return path.length();
    }

    private static void check(String segment, String path) {
        if (EXPRESSION.matcher(segment).find()) {
            throw new BadValueException(
                    "%s looks like a regular expression, and a route has none; write {name} for any one segment, or encode the characters of a literal, as %%5B for ["
                            .formatted(SafeText.quoted(segment)));
        }
        if (segment.isEmpty()) {
            throw new BadValueException(
                    "it has an empty segment, which no path is matched with; " + EXAMPLE);
        }
        if (FOREIGN.matcher(segment).find() || segment.endsWith(",")) {
            throw new BadValueException(
                    "%s cannot be part of a path; every route has one path, without parameters and white space"
                            .formatted(SafeText.quoted(segment)));
        }
        if (segment.contains("*") || segment.contains("{") || segment.contains("}")) {
            throw new BadValueException(
                    "%s is neither a literal nor *, {name} or **; a wildcard stands for whole segments, and there are no regular expressions"
                            .formatted(SafeText.quoted(segment)));
        }
        if (!PathSegments.isWellEncoded(segment)) {
            throw new BadValueException(
                    "%s is not percent-encoded; write %%25 for a percent sign"
                            .formatted(SafeText.quoted(segment)));
        }
        if (PathSegments.isDots(PathSegments.decoded(segment))) {
            throw new BadValueException(
                    "%s has a segment . or .., which no path is matched with; write the path that it leads to"
                            .formatted(SafeText.quoted(path)));
        }
    }
}
