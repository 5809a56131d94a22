package io.github.throttled.internal.config.catalog;

import io.github.throttled.internal.config.model.Charge;
import io.github.throttled.internal.config.model.Policy;
import io.github.throttled.internal.config.reader.ConfigKeys;
import io.github.throttled.internal.config.reader.ConfigReader;
import io.github.throttled.internal.config.reader.Problems;
import io.github.throttled.internal.config.reader.Sourced;
import io.github.throttled.internal.config.route.Route;
import io.github.throttled.internal.config.route.RouteTable;

import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * The charges of requests by configuration, whatever resource they reach.
 *
 * @param global the policies that charge every request
 * @param byRoute the policies that charge the requests of a route, by its name
 * @param routes the routes
 * @param policies finds policies by name
 */
record RequestCharges(
        Optional<Sourced<List<String>>> global,
        Map<String, Sourced<List<String>>> byRoute,
        RouteTable routes,
        NamedPolicies policies) {

    /** Reads {@code throttled.global} and these routes; leaves invalid ones out. */
    static RequestCharges read(
            Collection<String> names, ConfigReader reader, NamedPolicies policies) {
        RouteReader routes = new RouteReader(reader);
        Map<String, Sourced<List<String>>> byRoute = new LinkedHashMap<>();
        names.forEach(name -> routes.policies(name).ifPresent(named -> byRoute.put(name, named)));
        RequestCharges charges =
                new RequestCharges(
                        reader.sourced(ConfigKeys.GLOBAL), byRoute, routes.read(names), policies);
        charges.check(reader.problems());
        return charges;
    }

    /** The valid charges of every request, in order. */
    List<Charge> ofAll(Problems problems) {
        return global.map(names -> charges(names, problems)).orElse(List.of());
    }

    /** The valid charges of a request on a route, in order. */
    List<Charge> of(Route route, Problems problems) {
        return charges(byRoute.get(route.name()), problems);
    }

    /** The valid charges of any request. */
    Stream<Charge> all(Problems problems) {
        return Stream.concat(
                ofAll(problems).stream(),
                byRoute.values().stream().flatMap(names -> charges(names, problems).stream()));
    }

    /** Adds the problems of the policies that are known so far. */
    void check(Problems problems) {
        all(problems).forEach(charge -> {});
    }

    private List<Charge> charges(Sourced<List<String>> names, Problems problems) {
        return names.value().stream()
                .flatMap(name -> policies.find(name, names, problems).stream())
                .map(PolicyDefinition::policy)
                .filter(policy -> isForRequests(policy, names, problems))
                .map(policy -> new Charge(policy, policy.cost()))
                .toList();
    }

    private static boolean isForRequests(
            Policy policy, Sourced<List<String>> names, Problems problems) {
        if (policy.key().needsArguments()) {
            names.addProblem(
                    problems,
                    "the key of policy %s is param, and a request is charged before it has parameters; name it in @Throttled"
                            .formatted(policy.name()));
        }
        return !policy.key().needsArguments();
    }
}
