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
 * What requests pay because the configuration says so, whatever resource they reach.
 *
 * @param global the policies that every request pays to
 * @param byRoute the policies that requests of a route pay to, by its name
 * @param routes the routes
 * @param policies the policies that there are
 */
record RequestCharges(
        Optional<Sourced<List<String>>> global,
        Map<String, Sourced<List<String>>> byRoute,
        RouteTable routes,
        NamedPolicies policies) {

    /** Reads {@code throttled.global} and these routes, and leaves out what is wrong. */
    static RequestCharges read(
            Collection<String> names, ConfigReader reader, NamedPolicies policies) {
        RouteReader routes = new RouteReader(reader);
        Map<String, Sourced<List<String>>> byRoute = new LinkedHashMap<>();
        names.forEach(name -> routes.policies(name).ifPresent(said -> byRoute.put(name, said)));
        RequestCharges charges =
                new RequestCharges(
                        reader.said(ConfigKeys.GLOBAL), byRoute, routes.read(names), policies);
        charges.check(reader.problems());
        return charges;
    }

    /** What every request pays, in order; without what is wrong. */
    List<Charge> ofAll(Problems problems) {
        return global.map(names -> charges(names, problems)).orElse(List.of());
    }

    /** What a request of a route pays, in order; without what is wrong. */
    List<Charge> of(Route route, Problems problems) {
        return charges(byRoute.get(route.name()), problems);
    }

    /** What any request pays; without what is wrong. */
    Stream<Charge> all(Problems problems) {
        return Stream.concat(
                ofAll(problems).stream(),
                byRoute.values().stream().flatMap(names -> charges(names, problems).stream()));
    }

    /** Adds what is wrong with the policies, as far as they are known by now. */
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
            names.isWrong(
                    problems,
                    "the key of policy %s is param, and a request is charged before it has parameters; name it in @Throttled"
                            .formatted(policy.name()));
        }
        return !policy.key().needsArguments();
    }
}
