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
 * All policies that calls of this application can meet and whose counter can be found without a
 * particular call. Immutable.
 */
public final class CallerLimits {

    private final List<PolicyEnforcer> checks;

    /**
     * @param sites where calls are charged; those of Rest Clients are not calls of this application
     */
    public CallerLimits(
            PolicyCatalog catalog,
            Collection<ThrottledElement> sites,
            Function<Charge, PolicyEnforcer> newCheck) {
        Map<String, Charge> charges = new LinkedHashMap<>();
        Stream<Charge> byPath =
                catalog.routes().routes().stream()
                        .flatMap(route -> catalog.charges(route).stream());
        Stream<Charge> bySite =
                sites.stream()
                        .filter(site -> !RestClients.isClient(site.type()))
                        .flatMap(site -> catalog.charges(site, new Problems()).stream());
        Stream.of(catalog.globalCharges().stream(), byPath, bySite)
                .flatMap(all -> all)
                .filter(charge -> charge.policy().key().isOfCaller())
                .forEach(charge -> charges.putIfAbsent(charge.policy().name(), charge));
        checks = charges.values().stream().map(newCheck).toList();
    }

    /** What they would say to a caller now, in the order of their names; takes nothing. */
    public List<Decision> of(Caller caller) {
        return checks.stream()
                .map(check -> check.peek(caller))
                .filter(Objects::nonNull)
                .sorted(Comparator.comparing(Decision::policy))
                .toList();
    }
}
