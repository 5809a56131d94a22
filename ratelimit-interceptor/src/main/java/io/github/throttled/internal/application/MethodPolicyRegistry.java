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

/** Creates the policies of a method on first use and keeps them. Thread-safe. */
final class MethodPolicyRegistry {

    private final Map<MethodKey, Optional<MethodPolicies>> prepared = new ConcurrentHashMap<>();
    private final LiveCatalog catalog;
    private final DelayStrategies delayStrategies;
    private final Function<Charge, PolicyEnforcer> newEnforcer;
    private final Runnable siteFound;

    /**
     * @param catalog the policies in force; receives the annotated elements that are found here
     * @param delayStrategies selects how admitted calls are delayed
     * @param newEnforcer creates the enforcer of a charge
     * @param siteFound runs after an annotated element was found here, because it may complete a
     *     policy
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
     * Returns the policies of a method; always the same object.
     *
     * @param type the class of the bean or resource; may be a proxy class of the container
     * @return empty if the method is not throttled
     * @throws DeploymentException if an annotation is invalid
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
     * Returns the policies of a method that an interceptor sees.
     *
     * @param target the class of the bean, or of the object that a Rest Client has instead
     */
    Optional<MethodPolicies> ofIntercepted(Class<?> target, Method method) {
        return of(RestClients.called(target, method, catalog.elements()), method);
    }

    /** Applies the current configuration to all methods. */
    void renew() {
        prepared.values().forEach(policies -> policies.ifPresent(this::renew));
    }

    private void renew(MethodPolicies policies) {
        policies.renew(catalog.now().charges(policies.element(), new Problems()));
    }

    private Optional<MethodPolicies> newPolicies(MethodKey key) {
        return catalog.settings().enabled()
                ? ThrottledElement.of(key.type(), key.method())
                        .map(element -> newPolicies(element, delayStrategies.of(key)))
                : Optional.empty();
    }

    private MethodPolicies newPolicies(ThrottledElement element, DelayStrategy delayStrategy) {
        Problems problems = new Problems();
        List<Charge> charges = catalog.now().charges(element, problems);
        if (!problems.isEmpty()) {
            throw new DeploymentException(problems.message());
        }
        if (catalog.elements().add(element)) {
            siteFound.run();
        }
        return new MethodPolicies(element, charges, delayStrategy, newEnforcer);
    }
}
