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

    private final List<Check> global;
    private final Map<String, List<Check>> byRoute = new HashMap<>();
    private final RouteTable routes;

    RouteGates(PolicyCatalog catalog, Function<Charge, Check> check) {
        global = catalog.globalCharges().stream().map(check).toList();
        routes = catalog.routes();
        for (Route route : routes.routes()) {
            byRoute.put(route.name(), catalog.charges(route).stream().map(check).toList());
        }
    }

    /** Whether no request has anything to pass. */
    boolean areNone() {
        return global.isEmpty() && byRoute.isEmpty();
    }

    /**
     * Charges a request.
     *
     * @param passage of the request
     * @param method as the client sent it
     * @param path encoded, relative to the base path of the JAX-RS application
     */
    public void pass(Passage passage, Caller caller, String method, String path) {
        passage.through(global, caller);
        for (Route route : routes.find(method, path)) {
            passage.through(byRoute.get(route.name()), caller);
        }
    }
}
