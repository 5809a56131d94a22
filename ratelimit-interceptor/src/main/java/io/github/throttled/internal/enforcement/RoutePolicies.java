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
 * The policies of routes and the global policies, which apply to requests before the policies of
 * their resource method. Thread-safe.
 */
public final class RoutePolicies {

    private final String freePath;
    private final Function<Charge, PolicyEnforcer> newEnforcer;
    private volatile Rules rules;

    /**
     * The configured routes and their enforcers.
     *
     * @param charges all charges by route, to detect changes
     */
    private record Rules(
            Map<Route, List<Charge>> charges,
            Enforcers global,
            Map<String, Enforcers> byRoute,
            RouteTable routes) {}

    /**
     * The enforcers of a route.
     *
     * @param anonymous the enforcers that do not need the authenticated user
     * @param ofLogins the anonymous enforcers that count failed logins
     */
    private record Enforcers(
            List<PolicyEnforcer> all,
            List<PolicyEnforcer> anonymous,
            List<PolicyEnforcer> ofLogins) {

        boolean isEmpty() {
            return all.isEmpty();
        }
    }

    /**
     * Resolves the policies.
     *
     * @param freePath the path where callers read their own limits at no cost, relative to the base
     *     path of the JAX-RS application; empty for none
     */
    public RoutePolicies(
            PolicyCatalog catalog, String freePath, Function<Charge, PolicyEnforcer> newEnforcer) {
        this.freePath = freePath;
        this.newEnforcer = newEnforcer;
        this.rules = rules(catalog, charges(catalog));
    }

    /** Applies a changed configuration to all further requests. */
    public void renew(PolicyCatalog catalog) {
        Map<Route, List<Charge>> charges = charges(catalog);
        if (!charges.equals(rules.charges())) {
            rules = rules(catalog, charges);
        }
    }

    /** Whether no route and no global policy exists. */
    public boolean isEmpty() {
        return rules.global().isEmpty() && rules.byRoute().isEmpty();
    }

    /** Whether any policy can charge a request before authentication. */
    public boolean precedesAuthentication() {
        Rules now = rules;
        return Stream.concat(Stream.of(now.global()), now.byRoute().values().stream())
                .anyMatch(enforcers -> !enforcers.anonymous().isEmpty());
    }

    /**
     * Charges a request before authentication, for the policies that do not need the user.
     *
     * @param context of the request
     * @param method as the client sent it
     * @param path encoded, relative to the base path of the JAX-RS application
     */
    public void chargeAnonymous(
            RateLimitContext context, Caller caller, String method, String path) {
        charge(context, caller, method, path, Enforcers::anonymous);
    }

    /**
     * Charges a request for all its policies. Policies that have already charged the request are
     * skipped.
     *
     * @param context of the request
     * @param method as the client sent it
     * @param path encoded, relative to the base path of the JAX-RS application
     */
    public void charge(RateLimitContext context, Caller caller, String method, String path) {
        charge(context, caller, method, path, Enforcers::all);
    }

    /**
     * Charges a request that has credentials and does not reach a JAX-RS application. Only policies
     * that count failed logins on every path apply.
     *
     * @param context of the request
     * @param method as the client sent it
     */
    public void chargeLogin(RateLimitContext context, Caller caller, String method) {
        Rules now = rules;
        context.enforce(now.global().ofLogins(), caller);
        now.routes().routes().stream()
                .filter(route -> route.isEverywhere(method))
                .forEach(
                        route ->
                                context.enforce(
                                        now.byRoute().get(route.name()).ofLogins(), caller));
    }

    /** Returns the policies that may reject a request. */
    public List<Policy> policies(String method, String path) {
        Rules now = rules;
        Stream<Enforcers> byRoute =
                now.routes().find(method, path).stream()
                        .map(route -> now.byRoute().get(route.name()));
        return Stream.concat(Stream.of(now.global()), byRoute)
                .flatMap(enforcers -> enforcers.all().stream())
                .filter(PolicyEnforcer::isEnforced)
                .map(PolicyEnforcer::policy)
                .distinct()
                .toList();
    }

    private void charge(
            RateLimitContext context,
            Caller caller,
            String method,
            String path,
            Function<Enforcers, List<PolicyEnforcer>> which) {
        Rules now = rules;
        Function<Enforcers, List<PolicyEnforcer>> charged =
                isFree(method, path) ? Enforcers::ofLogins : which;
        boolean isPreflight = Preflight.is(method, caller);
        if (!isPreflight) {
            context.enforce(charged.apply(now.global()), caller);
        }
        for (Route route : now.routes().find(method, path)) {
            if (!isPreflight || route.methods().contains(method)) {
                context.enforce(charged.apply(now.byRoute().get(route.name())), caller);
            }
        }
    }

    /**
     * Whether only policies that count failed logins charge the request. This need not recognise
     * every spelling of the path, because the request is then charged like any other.
     */
    private boolean isFree(String method, String path) {
        return !freePath.isEmpty()
                && (method.equals("GET") || method.equals("HEAD"))
                && (path.equals(freePath) || path.equals('/' + freePath));
    }

    /** Returns the charges by route; the global charges have the key null. */
    private static Map<Route, List<Charge>> charges(PolicyCatalog catalog) {
        Map<Route, List<Charge>> charges = new HashMap<>();
        charges.put(null, catalog.globalCharges());
        catalog.routes().routes().forEach(route -> charges.put(route, catalog.charges(route)));
        return charges;
    }

    private Rules rules(PolicyCatalog catalog, Map<Route, List<Charge>> charges) {
        Map<String, Enforcers> byRoute = new HashMap<>();
        for (Route route : catalog.routes().routes()) {
            byRoute.put(route.name(), enforcers(charges.get(route)));
        }
        return new Rules(charges, enforcers(charges.get(null)), byRoute, catalog.routes());
    }

    private Enforcers enforcers(List<Charge> charges) {
        List<PolicyEnforcer> all = new ArrayList<>();
        List<PolicyEnforcer> anonymous = new ArrayList<>();
        for (Charge charge : charges) {
            PolicyEnforcer enforcer = newEnforcer.apply(charge);
            all.add(enforcer);
            if (charge.precedesAuthentication()) {
                anonymous.add(enforcer);
            }
        }
        List<PolicyEnforcer> ofLogins =
                anonymous.stream()
                        .filter(enforcer -> enforcer.policy().scope().countOn().countsLogins())
                        .toList();
        return new Enforcers(all, anonymous, ofLogins);
    }
}
