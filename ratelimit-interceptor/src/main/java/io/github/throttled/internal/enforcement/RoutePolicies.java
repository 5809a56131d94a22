package io.github.throttled.internal.enforcement;

import io.github.throttled.internal.config.catalog.PolicyCatalog;
import io.github.throttled.internal.config.model.Charge;
import io.github.throttled.internal.config.model.Policy;
import io.github.throttled.internal.config.route.Route;
import io.github.throttled.internal.config.route.RouteTable;
import io.github.throttled.internal.key.Caller;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import java.util.stream.Stream;

/**
 * What requests must pass because the configuration says so, before what their resource says.
 * Thread-safe.
 */
public final class RoutePolicies {

    private final Function<Charge, PolicyEnforcer> newCheck;
    private volatile Rules rules;

    /**
     * What is configured.
     *
     * @param charges all charges, to see whether they change
     */
    private record Rules(
            Map<Route, List<Charge>> charges,
            Checks global,
            Map<String, Checks> byRoute,
            RouteTable routes) {}

    /**
     * What is checked.
     *
     * @param anonymous those of all that need not know who the user is
     * @param ofLogins those of these that count failed log-ins
     */
    private record Checks(
            List<PolicyEnforcer> all,
            List<PolicyEnforcer> anonymous,
            List<PolicyEnforcer> ofLogins) {

        boolean areNone() {
            return all.isEmpty();
        }
    }

    public RoutePolicies(PolicyCatalog catalog, Function<Charge, PolicyEnforcer> newCheck) {
        this.newCheck = newCheck;
        this.rules = rules(catalog, charges(catalog));
    }

    /** Charges requests differently from now on, if the configuration has changed. */
    public void renew(PolicyCatalog catalog) {
        Map<Route, List<Charge>> charges = charges(catalog);
        if (!charges.equals(rules.charges())) {
            rules = rules(catalog, charges);
        }
    }

    /** Whether no request has anything to pass. */
    public boolean areNone() {
        return rules.global().areNone() && rules.byRoute().isEmpty();
    }

    /** Whether any request has something to pass before anybody knows who the user is. */
    public boolean precedeAuthentication() {
        Rules now = rules;
        return Stream.concat(Stream.of(now.global()), now.byRoute().values().stream())
                .anyMatch(checks -> !checks.anonymous().isEmpty());
    }

    /**
     * Charges a request before anybody knows who the user is, as far as that is possible.
     *
     * @param passage of the request
     * @param method as the client sent it
     * @param path encoded, relative to the base path of the JAX-RS application
     */
    public void passAnonymously(
            RateLimitContext passage, Caller caller, String method, String path) {
        pass(passage, caller, method, path, Checks::anonymous);
    }

    /**
     * Charges a request, for nothing that it has been charged for already.
     *
     * @param passage of the request
     * @param method as the client sent it
     * @param path encoded, relative to the base path of the JAX-RS application
     */
    public void pass(RateLimitContext passage, Caller caller, String method, String path) {
        pass(passage, caller, method, path, Checks::all);
    }

    /**
     * Charges a request that brings credentials, and that no JAX-RS application will see, to the
     * policies that count wrong ones wherever they are sent.
     *
     * @param passage of the request
     * @param method as the client sent it
     */
    public void passLogin(RateLimitContext passage, Caller caller, String method) {
        Rules now = rules;
        passage.through(now.global().ofLogins(), caller);
        now.routes().routes().stream()
                .filter(route -> route.isEverywhere(method))
                .forEach(
                        route ->
                                passage.through(
                                        now.byRoute().get(route.name()).ofLogins(), caller));
    }

    /** The policies that may reject a request. */
    public List<Policy> policies(String method, String path) {
        Rules now = rules;
        Stream<Checks> byRoute =
                now.routes().find(method, path).stream()
                        .map(route -> now.byRoute().get(route.name()));
        return Stream.concat(Stream.of(now.global()), byRoute)
                .flatMap(checks -> checks.all().stream())
                .filter(PolicyEnforcer::isEnforced)
                .map(PolicyEnforcer::policy)
                .distinct()
                .toList();
    }

    private void pass(
            RateLimitContext passage,
            Caller caller,
            String method,
            String path,
            Function<Checks, List<PolicyEnforcer>> which) {
        Rules now = rules;
        boolean isPreflight = Preflight.is(method, caller);
        if (!isPreflight) {
            passage.through(which.apply(now.global()), caller);
        }
        for (Route route : now.routes().find(method, path)) {
            if (!isPreflight || route.methods().contains(method)) {
                passage.through(which.apply(now.byRoute().get(route.name())), caller);
            }
        }
    }

    /** By route; under null the global ones. */
    private static Map<Route, List<Charge>> charges(PolicyCatalog catalog) {
        Map<Route, List<Charge>> charges = new HashMap<>();
        charges.put(null, catalog.globalCharges());
        catalog.routes().routes().forEach(route -> charges.put(route, catalog.charges(route)));
        return charges;
    }

    private Rules rules(PolicyCatalog catalog, Map<Route, List<Charge>> charges) {
        Map<String, Checks> byRoute = new HashMap<>();
        for (Route route : catalog.routes().routes()) {
            byRoute.put(route.name(), checks(charges.get(route)));
        }
        return new Rules(charges, checks(charges.get(null)), byRoute, catalog.routes());
    }

    private Checks checks(List<Charge> charges) {
        List<PolicyEnforcer> all = new ArrayList<>();
        List<PolicyEnforcer> anonymous = new ArrayList<>();
        for (Charge charge : charges) {
            PolicyEnforcer check = newCheck.apply(charge);
            all.add(check);
            if (charge.precedesAuthentication()) {
                anonymous.add(check);
            }
        }
        List<PolicyEnforcer> ofLogins =
                anonymous.stream()
                        .filter(check -> check.policy().scope().countOn().countsLogins())
                        .toList();
        return new Checks(all, anonymous, ofLogins);
    }
}
