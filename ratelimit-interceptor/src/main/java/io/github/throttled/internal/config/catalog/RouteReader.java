package io.github.throttled.internal.config.catalog;

import io.github.throttled.internal.config.reader.ConfigKey;
import io.github.throttled.internal.config.reader.ConfigKeys;
import io.github.throttled.internal.config.reader.ConfigReader;
import io.github.throttled.internal.config.reader.Sourced;
import io.github.throttled.internal.config.route.Route;
import io.github.throttled.internal.config.route.RoutePattern;
import io.github.throttled.internal.config.route.RouteTable;

import java.util.Collections;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/**
 * Reads {@code throttled.route.NAME.}.
 *
 * @param reader reads values, and collects problems
 */
record RouteReader(ConfigReader reader) {

    /**
     * Reads the routes of these names, in order.
     *
     * @return the valid routes; of several for the same requests, the first one
     */
    RouteTable read(Iterable<String> names) {
        RouteTable routes = new RouteTable();
        names.forEach(name -> read(name, routes));
        return routes;
    }

    /** The policies that a route names. */
    Optional<Sourced<List<String>>> policies(String route) {
        return reader.sourced(ConfigKeys.ROUTE_POLICY, route);
    }

    private void read(String name, RouteTable routes) {
        Optional<Sourced<RoutePattern>> path = reader.sourced(ConfigKeys.ROUTE_PATH, name);
        Optional<Sourced<List<String>>> policies = policies(name);
        Optional<List<String>> methods = methods(name);
        checkPresent(ConfigKeys.ROUTE_PATH, name, "a path, such as /search/**");
        checkPresent(ConfigKeys.ROUTE_POLICY, name, "the name of a policy, or several");
        if (path.isPresent() && policies.isPresent() && methods.isPresent()) {
            Route route =
                    new Route(
                            name,
                            path.get().value(),
                            Set.copyOf(methods.get()),
                            policies.get().value());
            routes.add(route)
                    .ifPresent(
                            same -> path.get().addProblem(reader.problems(), clash(route, same)));
        }
    }

    /** The methods of a route; empty if they are invalid. An empty list means all methods. */
    private Optional<List<String>> methods(String route) {
        Optional<List<String>> methods = reader.value(ConfigKeys.ROUTE_METHODS, route);
        boolean isSet = reader.text(ConfigKeys.ROUTE_METHODS.of(route)).isPresent();
        return isSet ? methods : Optional.of(List.of());
    }

    private void checkPresent(ConfigKey<?> key, String route, String what) {
        if (reader.text(key.of(route)).isEmpty()) {
            reader.problems().add(key.of(route), "it is missing; every route needs " + what);
        }
    }

    private static String clash(Route route, Route same) {
        Set<String> both = new HashSet<>(route.methods());
        both.retainAll(same.methods());
        return "route %s is for the same path and %s; name all policies in one of them, or give them different methods"
                .formatted(
                        same.name(),
                        both.isEmpty()
                                ? "all methods too"
                                : "for " + Collections.min(both) + " too");
    }
}
