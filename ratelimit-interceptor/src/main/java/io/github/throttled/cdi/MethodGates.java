package io.github.throttled.cdi;

import io.github.throttled.policy.Charge;
import io.github.throttled.policy.Problems;
import io.github.throttled.policy.ThrottledSite;

import jakarta.enterprise.inject.spi.DeploymentException;

import java.lang.reflect.Method;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Function;

/** The gates before methods, each made when it is first asked for. Thread-safe. */
final class MethodGates {

    private final Map<Place, Optional<Gate>> gates = new ConcurrentHashMap<>();
    private final LiveCatalog catalog;
    private final Turns turns;
    private final Function<Charge, Check> newCheck;
    private final Runnable siteFound;

    /**
     * @param catalog what is configured now; gets the annotations that are found here
     * @param siteFound is run when an annotation is found here that may complete a policy
     */
    MethodGates(
            LiveCatalog catalog,
            Turns turns,
            Function<Charge, Check> newCheck,
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
    Optional<Gate> before(Class<?> type, Method method) {
        Place place = new Place(type, method);
        Optional<Gate> known = gates.get(place);
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
    Optional<Gate> beforeCall(Class<?> target, Method method) {
        return before(RestClients.called(target, method, catalog.sites()), method);
    }

    /** Lets all gates charge what is configured now. */
    void renew() {
        gates.values().forEach(gate -> gate.ifPresent(this::renew));
    }

    private void renew(Gate gate) {
        gate.renew(catalog.now().charges(gate.site(), new Problems()));
    }

    private Optional<Gate> newGate(Place place) {
        return catalog.settings().enabled()
                ? ThrottledSite.of(place.type(), place.method())
                        .map(site -> newGate(site, turns.of(place)))
                : Optional.empty();
    }

    private Gate newGate(ThrottledSite site, Turn turn) {
        Problems problems = new Problems();
        List<Charge> charges = catalog.now().charges(site, problems);
        if (!problems.isEmpty()) {
            throw new DeploymentException(problems.message());
        }
        if (catalog.sites().add(site)) {
            siteFound.run();
        }
        return new Gate(site, charges, turn, newCheck);
    }
}
