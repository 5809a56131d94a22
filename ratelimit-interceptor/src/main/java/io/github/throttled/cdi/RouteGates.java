package io.github.throttled.cdi;

import io.github.throttled.key.Caller;
import io.github.throttled.policy.Charge;
import io.github.throttled.policy.PolicyCatalog;
import io.github.throttled.policy.Route;
import io.github.throttled.policy.RouteTable;

import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Function;

/**
 * What requests must pass because the configuration says so, before what their resource says.
 * Thread-safe.
 */
public final class RouteGates {

    private final Function<Charge, Check> newCheck;
    private volatile Rules rules;

    /**
     * What is configured.
     *
     * @param charges all charges, to see whether they change
     */
    private record Rules(
            Map<Route, List<Charge>> charges,
            List<Check> global,
            Map<String, List<Check>> byRoute,
            RouteTable routes) {}

    RouteGates(PolicyCatalog catalog, Function<Charge, Check> newCheck) {
        this.newCheck = newCheck;
        this.rules = rules(catalog, charges(catalog));
    }

    /** Charges requests differently from now on, if the configuration has changed. */
    void renew(PolicyCatalog catalog) {
        Map<Route, List<Charge>> charges = charges(catalog);
        if (!charges.equals(rules.charges())) {
            rules = rules(catalog, charges);
        }
    }

    /** Whether no request has anything to pass. */
    boolean areNone() {
        return rules.global().isEmpty() && rules.byRoute().isEmpty();
    }

    /**
     * Charges a request.
     *
     * @param passage of the request
     * @param method as the client sent it
     * @param path encoded, relative to the base path of the JAX-RS application
     */
    public void pass(Passage passage, Caller caller, String method, String path) {
        Rules now = rules;
        passage.through(now.global(), caller);
        for (Route route : now.routes().find(method, path)) {
            passage.through(now.byRoute().get(route.name()), caller);
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
        Map<String, List<Check>> byRoute = new HashMap<>();
        for (Route route : catalog.routes().routes()) {
            byRoute.put(route.name(), charges.get(route).stream().map(newCheck).toList());
        }
        List<Check> global = charges.get(null).stream().map(newCheck).toList();
        return new Rules(charges, global, byRoute, catalog.routes());
    }
}
