package io.github.throttled.internal.application;

import io.github.throttled.internal.config.model.Charge;
import io.github.throttled.internal.config.model.ThrottledElement;
import io.github.throttled.internal.config.reader.Problems;
import io.github.throttled.internal.enforcement.DelayStrategy;
import io.github.throttled.internal.enforcement.MethodKey;
import io.github.throttled.internal.enforcement.MethodPolicies;
import io.github.throttled.internal.enforcement.PolicyEnforcer;
import io.github.throttled.internal.enforcement.RestClients;

import jakarta.enterprise.inject.spi.DeploymentException;

import java.lang.reflect.Method;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Function;

/** The gates before methods, each made when it is first asked for. Thread-safe. */
final class MethodPolicyRegistry {

    private final Map<MethodKey, Optional<MethodPolicies>> gates = new ConcurrentHashMap<>();
    private final LiveCatalog catalog;
    private final DelayStrategies turns;
    private final Function<Charge, PolicyEnforcer> newCheck;
    private final Runnable siteFound;

    /**
     * @param catalog what is configured now; gets the annotations that are found here
     * @param siteFound is run when an annotation is found here that may complete a policy
     */
    MethodPolicyRegistry(
            LiveCatalog catalog,
            DelayStrategies turns,
            Function<Charge, PolicyEnforcer> newCheck,
            Runnable siteFound) {
        this.catalog = catalog;
        this.turns = turns;
        this.newCheck = newCheck;
        this.siteFound = siteFound;
    }

    /**
     * The gate before a method; the same one each time.
     *
     * @param type the bean's or resource's class; the container may have put a proxy before it
     * @return empty if the method is not throttled
     * @throws DeploymentException if an annotation says what is not possible
     */
    Optional<MethodPolicies> before(Class<?> type, Method method) {
        MethodKey place = new MethodKey(type, method);
        Optional<MethodPolicies> known = gates.get(place);
        if (known == null) {
            known = gates.computeIfAbsent(place.withoutProxy(), this::newGate);
            gates.put(place, known);
        }
        return known;
    }

    /**
     * The gate before a call that an interceptor sees.
     *
     * @param target the class of the bean, or of what a Rest Client has in its place
     */
    Optional<MethodPolicies> beforeCall(Class<?> target, Method method) {
        return before(RestClients.called(target, method, catalog.sites()), method);
    }

    /** Lets all gates charge what is configured now. */
    void renew() {
        gates.values().forEach(gate -> gate.ifPresent(this::renew));
    }

    private void renew(MethodPolicies gate) {
        gate.renew(catalog.now().charges(gate.site(), new Problems()));
    }

    private Optional<MethodPolicies> newGate(MethodKey place) {
        return catalog.settings().enabled()
                ? ThrottledElement.of(place.type(), place.method())
                        .map(site -> newGate(site, turns.of(place)))
                : Optional.empty();
    }

    private MethodPolicies newGate(ThrottledElement site, DelayStrategy turn) {
        Problems problems = new Problems();
        List<Charge> charges = catalog.now().charges(site, problems);
        if (!problems.isEmpty()) {
            throw new DeploymentException(problems.message());
        }
        if (catalog.sites().add(site)) {
            siteFound.run();
        }
        return new MethodPolicies(site, charges, turn, newCheck);
    }
}
