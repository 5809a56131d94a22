package io.github.throttled.internal.enforcement;

import io.github.throttled.Decision;
import io.github.throttled.internal.config.catalog.PolicyCatalog;
import io.github.throttled.internal.config.model.Charge;
import io.github.throttled.internal.config.model.ThrottledElement;
import io.github.throttled.internal.config.reader.Problems;
import io.github.throttled.internal.key.Caller;

import java.util.Collection;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.function.Function;
import java.util.stream.Stream;

/**
 * Reports the limits of a caller, for all policies whose key depends on the caller alone.
 * Immutable.
 *
 * <p>A policy whose key needs the arguments of a call is left out, because its counter is unknown
 * without a call.
 */
public final class CallerLimits {

    private final List<PolicyEnforcer> enforcers;

    /**
     * Collects the policies.
     *
     * @param catalog the policies in force
     * @param elements the throttled elements; Rest Clients are ignored, because their calls leave
     *     the application
     * @param newEnforcer creates the enforcer of a charge
     */
    public CallerLimits(
            PolicyCatalog catalog,
            Collection<ThrottledElement> elements,
            Function<Charge, PolicyEnforcer> newEnforcer) {
        Map<String, Charge> charges = new LinkedHashMap<>();
        Stream<Charge> byPath =
                catalog.routes().routes().stream()
                        .flatMap(route -> catalog.charges(route).stream());
        Stream<Charge> byElement =
                elements.stream()
                        .filter(element -> !RestClients.isClient(element.type()))
                        .flatMap(element -> catalog.charges(element, new Problems()).stream());
        Stream.of(catalog.globalCharges().stream(), byPath, byElement)
                .flatMap(all -> all)
                .filter(charge -> charge.policy().key().isOfCaller())
                .forEach(charge -> charges.putIfAbsent(charge.policy().name(), charge));
        enforcers = charges.values().stream().map(newEnforcer).toList();
    }

    /**
     * Returns the current decision of each policy for a caller, sorted by policy name. Takes no
     * permits.
     */
    public List<Decision> of(Caller caller) {
        return enforcers.stream()
                .map(enforcer -> enforcer.peek(caller))
                .filter(Objects::nonNull)
                .sorted(Comparator.comparing(Decision::policy))
                .toList();
    }
}
