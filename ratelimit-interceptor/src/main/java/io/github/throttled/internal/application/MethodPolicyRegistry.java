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

    private final Map<MethodKey, Optional<MethodPolicies>> prepared = new ConcurrentHashMap<>();
    private final LiveCatalog catalog;
    private final DelayStrategies delayStrategies;
    private final Function<Charge, PolicyEnforcer> newEnforcer;
    private final Runnable siteFound;

    /**
     * @param catalog what is configured now; gets the annotations that are found here
     * @param siteFound is run when an annotation is found here that may complete a policy
     */
    MethodPolicyRegistry(
            LiveCatalog catalog,
            DelayStrategies delayStrategies,
            Function<Charge, PolicyEnforcer> newEnforcer,
            Runnable siteFound) {
        this.catalog = catalog;
        this.delayStrategies = delayStrategies;
        this.newEnforcer = newEnforcer;
        this.siteFound = siteFound;
    }

    /**
     * The gate before a method; the same one each time.
     *
     * @param type the bean's or resource's class; the container may have put a proxy before it
     * @return empty if the method is not throttled
     * @throws DeploymentException if an annotation says what is not possible
     */
    Optional<MethodPolicies> of(Class<?> type, Method method) {
        MethodKey key = new MethodKey(type, method);
        Optional<MethodPolicies> found = prepared.get(key);
        if (found == null) {
            found = prepared.computeIfAbsent(key.withoutProxy(), this::newPolicies);
            prepared.put(key, found);
        }
        return found;
    }

    /**
     * The gate before a call that an interceptor sees.
     *
     * @param target the class of the bean, or of what a Rest Client has in its place
     */
    Optional<MethodPolicies> ofIntercepted(Class<?> target, Method method) {
        return of(RestClients.called(target, method, catalog.sites()), method);
    }

    /** Lets all gates charge what is configured now. */
    void renew() {
        prepared.values().forEach(policies -> policies.ifPresent(this::renew));
    }

    private void renew(MethodPolicies policies) {
        policies.renew(catalog.now().charges(policies.site(), new Problems()));
    }

    private Optional<MethodPolicies> newPolicies(MethodKey key) {
        return catalog.settings().enabled()
                ? ThrottledElement.of(key.type(), key.method())
                        .map(site -> newPolicies(site, delayStrategies.of(key)))
                : Optional.empty();
    }

    private MethodPolicies newPolicies(ThrottledElement site, DelayStrategy delayStrategy) {
        Problems problems = new Problems();
        List<Charge> charges = catalog.now().charges(site, problems);
        if (!problems.isEmpty()) {
            throw new DeploymentException(problems.message());
        }
        if (catalog.sites().add(site)) {
            siteFound.run();
        }
        return new MethodPolicies(site, charges, delayStrategy, newEnforcer);
    }
}
