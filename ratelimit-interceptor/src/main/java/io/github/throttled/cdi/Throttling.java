package io.github.throttled.cdi;

import io.github.throttled.engine.Limiter;
import io.github.throttled.policy.Charge;
import io.github.throttled.policy.Policy;
import io.github.throttled.policy.PolicyCatalog;
import io.github.throttled.policy.Problems;
import io.github.throttled.policy.Settings;
import io.github.throttled.policy.ThrottledSite;
import io.github.throttled.store.StoreChoice;

import jakarta.enterprise.inject.spi.CDI;
import jakarta.enterprise.inject.spi.DeploymentException;

import java.lang.reflect.Method;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;

/** Everything that one deployed application needs to be throttled. Thread-safe. */
public final class Throttling implements AutoCloseable {

    private final Map<Place, Optional<Gate>> gates = new ConcurrentHashMap<>();
    private final PolicyCatalog catalog;
    private final Limiter limiter;
    private final Resolvers resolvers;

    private Throttling(PolicyCatalog catalog, Limiter limiter, Resolvers resolvers) {
        this.resolvers = resolvers;
        this.catalog = catalog;
        this.limiter = limiter;
    }

    static Throttling open(PolicyCatalog catalog, GridBean grid, Resolvers resolvers) {
        Settings settings = catalog.settings();
        String application = settings.application().orElseGet(ApplicationName::deployed);
        Limiter limiter =
                new Limiter(
                        StoreChoice.open(settings, application, grid::find),
                        settings.storeTimeout());
        try {
            catalog.policies().forEach(limiter::prepare);
        } catch (RuntimeException e) {
            // Nobody else would: a deployment that fails is not shut down.
            limiter.close();
            throw e;
        }
        return new Throttling(catalog, limiter, resolvers);
    }

    /**
     * The running application's.
     *
     * @throws IllegalStateException if the application has not been deployed successfully
     */
    public static Throttling current() {
        return CDI.current().getBeanManager().getExtension(ThrottledExtension.class).throttling();
    }

    /** False if {@code throttled.enabled} switches everything off. */
    public boolean isEnabled() {
        return catalog.settings().enabled();
    }

    /** What is configured for all policies together. */
    public Settings settings() {
        return catalog.settings();
    }

    /**
     * The gate before a method; the same one each time.
     *
     * @param type the bean's or resource's class; the container may have put a proxy before it
     * @return empty if the method is not throttled
     * @throws DeploymentException if an annotation says what is not possible
     */
    public Optional<Gate> gate(Class<?> type, Method method) {
        Place place = new Place(type, method);
        Optional<Gate> known = gates.get(place);
        if (known == null) {
            known = gates.computeIfAbsent(place.withoutProxy(), this::gateBefore);
            gates.put(place, known);
        }
        return known;
    }

    /**
     * What requests must pass before what their resource says; to be asked for when all sites are
     * known.
     *
     * @return empty if it is nothing
     */
    public Optional<RouteGates> routeGates() {
        return isEnabled()
                ? Optional.of(new RouteGates(catalog, this::check)).filter(g -> !g.areNone())
                : Optional.empty();
    }

    /**
     * Checks the annotations of further classes, and whether anything is missing now that all are
     * known.
     *
     * @throws DeploymentException if anything is wrong
     */
    public void complete(Collection<Class<?>> classes) {
        Problems problems = new Problems();
        classes.stream().flatMap(Sites::of).forEach(site -> catalog.charges(site, problems));
        catalog.checkComplete(problems);
        if (!problems.isEmpty()) {
            throw new DeploymentException(problems.message());
        }
    }

    Limiter limiter() {
        return limiter;
    }

    Policy policy(String name) {
        return catalog.find(name)
                .orElseThrow(
                        () ->
                                new IllegalArgumentException(
                                        "There is no policy '"
                                                + name
                                                + "'; define throttled.policy."
                                                + name
                                                + ".limit."));
    }

    @Override
    public void close() {
        limiter.close();
    }

    private Optional<Gate> gateBefore(Place place) {
        return isEnabled()
                ? ThrottledSite.of(place.type(), place.method()).map(this::gateAt)
                : Optional.empty();
    }

    private Gate gateAt(ThrottledSite site) {
        Problems problems = new Problems();
        List<Charge> charges = catalog.charges(site, problems);
        if (!problems.isEmpty()) {
            throw new DeploymentException(problems.message());
        }
        return new Gate(limiter, resolvers, site.method(), charges, catalog.settings());
    }

    private Check check(Charge charge) {
        return new Check(limiter, resolvers, charge, catalog.settings());
    }
}
