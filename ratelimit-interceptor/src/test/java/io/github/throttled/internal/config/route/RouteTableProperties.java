package io.github.throttled.internal.config.route;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.throttled.internal.config.route.RouteSegment.Any;
import io.github.throttled.internal.config.route.RouteSegment.Literal;
import io.github.throttled.internal.config.route.RouteSegment.One;

import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Combinators;
import net.jqwik.api.EdgeCasesMode;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.PropertyDefaults;
import net.jqwik.api.Provide;

import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;

/** The tree finds what a look at every route finds, in the order that the rule puts them. */
@PropertyDefaults(tries = 5_000, edgeCases = EdgeCasesMode.NONE)
class RouteTableProperties {

    @Property
    void the_tree_finds_what_a_look_at_every_route_finds(
            @ForAll("routes") List<Route> routes,
            @ForAll("paths") List<String> path,
            @ForAll("methods") String method) {
        RouteTable table = new RouteTable();
        routes.forEach(table::add);

        assertThat(table.find(method, String.join("/", path)).stream().findFirst())
                .isEqualTo(slowly(table.routes(), path, method));
    }

    @Property
    void no_two_routes_are_for_the_same_requests(@ForAll("routes") List<Route> routes) {
        RouteTable table = new RouteTable();

        for (Route route : routes) {
            Optional<Route> obstacle =
                    table.routes().stream().filter(known -> overlap(known, route)).findAny();
            assertThat(table.add(route).isPresent()).isEqualTo(obstacle.isPresent());
        }
    }

    @Property
    void any_path_has_routes_or_none(@ForAll("routes") List<Route> routes, @ForAll String path) {
        RouteTable table = new RouteTable();
        routes.forEach(table::add);

        assertThat(table.find("GET", path)).hasSizeLessThanOrEqualTo(2).doesNotContainNull();
    }

    private static Optional<Route> slowly(List<Route> routes, List<String> path, String method) {
        return routes.stream()
                .filter(route -> matches(route.pattern().segments(), path))
                .filter(route -> nearness(route, method) > 0)
                .min((a, b) -> compare(a, b, method));
    }

    private static boolean matches(List<RouteSegment> pattern, List<String> path) {
        if (pattern.isEmpty()) {
            return path.isEmpty();
        }
        RouteSegment first = pattern.get(0);
        List<RouteSegment> rest = rest(pattern);
        if (first instanceof Any) {
            return matches(rest, path) || !path.isEmpty() && matches(pattern, rest(path));
        }
        return !path.isEmpty()
                && (first instanceof One || first.equals(new Literal(path.get(0))))
                && matches(rest, rest(path));
    }

    private static int compare(Route a, Route b, String method) {
        int byPattern = compare(a.pattern().segments(), b.pattern().segments());
        return byPattern != 0 ? byPattern : nearness(b, method) - nearness(a, method);
    }

    /** Below zero if the first pattern is the more specific one. */
    private static int compare(List<RouteSegment> a, List<RouteSegment> b) {
        if (a.isEmpty() || b.isEmpty()) {
            return a.size() - b.size();
        }
        int first = rank(a.get(0)) - rank(b.get(0));
        if (first == 0 && a.get(0) instanceof Any && a.size() != b.size()) {
            return b.size() - a.size();
        }
        return first != 0 ? first : compare(rest(a), rest(b));
    }

    private static int rank(RouteSegment segment) {
        if (segment instanceof Literal) {
            return 0;
        }
        return segment instanceof One ? 1 : 2;
    }

    /** Zero if the route is not for the method. */
    private static int nearness(Route route, String method) {
        if (route.methods().contains(method)) {
            return 3;
        }
        if (method.equals("HEAD") && route.methods().contains("GET")) {
            return 2;
        }
        return route.methods().isEmpty() ? 1 : 0;
    }

    private static boolean overlap(Route a, Route b) {
        return a.pattern().equals(b.pattern())
                && (a.methods().isEmpty() && b.methods().isEmpty()
                        || a.methods().stream().anyMatch(b.methods()::contains));
    }

    private static <T> List<T> rest(List<T> list) {
        return list.subList(1, list.size());
    }

    @Provide
    Arbitrary<List<Route>> routes() {
        Arbitrary<RoutePattern> patterns =
                Arbitraries.of("a", "b", "*", "*", "**")
                        .list()
                        .ofMaxSize(5)
                        .map(RouteTableProperties::withOneAny)
                        .map(segments -> RoutePattern.parse(String.join("/", segments)));
        Arbitrary<Set<String>> methods =
                Arbitraries.of(
                        Set.of(),
                        Set.of(),
                        Set.of("GET"),
                        Set.of("HEAD"),
                        Set.of("POST", "OPTIONS"),
                        Set.of("GET", "POST"));
        return Combinators.combine(patterns, methods)
                .as((pattern, on) -> new Route(on + " " + pattern, pattern, on, List.of("p")))
                .list()
                .ofMaxSize(25);
    }

    @Provide
    Arbitrary<List<String>> paths() {
        return Arbitraries.of("a", "b", "c").list().ofMaxSize(6);
    }

    @Provide
    Arbitrary<String> methods() {
        return Arbitraries.of("GET", "HEAD", "POST", "OPTIONS", "PURGE");
    }

    private static List<String> withOneAny(List<String> segments) {
        List<String> kept = new ArrayList<>();
        for (String segment : segments) {
            boolean second = kept.contains("**") && Objects.equals(segment, "**");
            kept.add(second ? "*" : segment);
        }
        return kept;
    }
}
