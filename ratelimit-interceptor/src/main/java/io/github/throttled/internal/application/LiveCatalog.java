package io.github.throttled.internal.application;

import io.github.throttled.internal.config.catalog.LiveKeys;
import io.github.throttled.internal.config.catalog.PolicyCatalog;
import io.github.throttled.internal.config.catalog.Roles;
import io.github.throttled.internal.config.model.Policy;
import io.github.throttled.internal.config.model.ThrottledElement;
import io.github.throttled.internal.config.reader.Problems;
import io.github.throttled.internal.config.settings.Settings;
import io.github.throttled.internal.engine.Limiter;

import jakarta.enterprise.inject.spi.DeploymentException;

import org.eclipse.microprofile.config.Config;
import org.eclipse.microprofile.config.spi.ConfigSource;

import java.lang.System.Logger;
import java.lang.System.Logger.Level;
import java.util.Collection;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Consumer;
import java.util.function.Supplier;
import java.util.stream.Collectors;

/**
 * The current policies and the annotated elements of the application. Thread-safe.
 *
 * <p>The configuration can be read again. A valid configuration is in force at once. An invalid one
 * changes nothing, and the log explains why.
 */
final class LiveCatalog {

    private static final Logger LOG = System.getLogger(LiveCatalog.class.getName());

    private final Set<ThrottledElement> elements = ConcurrentHashMap.newKeySet();
    private final ConfigCache cache;
    private final DiscoveredBeans beans;
    private final Limiter limiter;
    private final Settings settings;
    private volatile PolicyCatalog current;
    private volatile Consumer<PolicyCatalog> listener = catalog -> {};
    private final Set<String> reportedNames = ConcurrentHashMap.newKeySet();
    private volatile Set<String> roles;
    private String lastProblem = "";

    /**
     * @param config the configuration of the application
     * @param first the policies at deployment
     * @param elements the annotated elements
     * @param beans the beans that policies may name
     * @param limiter decides by the policies in force
     */
    LiveCatalog(
            Config config,
            PolicyCatalog first,
            Collection<ThrottledElement> elements,
            DiscoveredBeans beans,
            Limiter limiter) {
        this.cache = new ConfigCache(config);
        this.settings = first.settings();
        this.current = first;
        this.elements.addAll(elements);
        this.beans = beans;
        this.limiter = limiter;
    }

    /** Returns the settings of the whole library, as they were at deployment. */
    Settings settings() {
        return settings;
    }

    /** Returns the policies in force. */
    PolicyCatalog now() {
        return current;
    }

    /** Returns the annotated elements; callers add elements that they find later. */
    Set<ThrottledElement> elements() {
        return elements;
    }

    /** Returns the configuration keys that can be overridden now. */
    LiveKeys keys() {
        return new LiveKeys(current, elements);
    }

    /** Returns all current sources except the overrides, the highest ordinal first. */
    List<ConfigSource> sources() {
        return cache.sources();
    }

    /** Sets the listener that receives each new catalog after it is in force. */
    void onChange(Consumer<PolicyCatalog> listener) {
        this.listener = listener;
    }

    /**
     * Checks the annotations of further classes, and whether any policy is incomplete now that all
     * classes are known.
     *
     * @throws DeploymentException if anything is wrong
     */
    void complete(Collection<Class<?>> classes) {
        Problems problems = new Problems();
        AnnotatedClasses annotated = new AnnotatedClasses(beans, classes);
        annotated.check(problems);
        annotated.elements().forEach(elements::add);
        check(current, problems);
        if (!problems.isEmpty()) {
            throw new DeploymentException(problems.message());
        }
        annotated.checkParameters(element -> current.charges(element, new Problems()));
        annotated.warnings().lines().forEach(warning -> LOG.log(Level.WARNING, "{0}.", warning));
        reportMisspelt(current);
    }

    /**
     * Declares the roles of the application and returns those that policies use.
     *
     * <p>A policy that uses another role later is invalid, because a server accepts roles only
     * during deployment.
     *
     * @param named the roles that the application itself names
     */
    Roles declareRoles(Set<String> named) {
        Roles used = current.roles(beans.resolvers().tiersAreRoles());
        Set<String> declared = new HashSet<>(named);
        declared.addAll(used.names());
        roles = declared;
        return used;
    }

    /** Returns the problems that these overrides would cause; empty if they are valid. */
    Optional<String> problem(Map<String, String> overrides) {
        Problems problems = new Problems();
        read(cache.with(overrides), problems);
        return problems.isEmpty() ? Optional.empty() : Optional.of(problems.message());
    }

    /**
     * Reads the configuration again and applies all changes. Overrides can be set meanwhile, even
     * if a source does not answer.
     */
    void refresh() {
        cache.renew(config -> read(config, new Problems()));
        apply(cache::current);
    }

    /** Applies these overrides in place of those in force. */
    void override(Map<String, String> overrides) {
        apply(() -> cache.with(overrides));
    }

    private synchronized void apply(Supplier<Config> config) {
        Problems problems = new Problems();
        PolicyCatalog fresh = read(config.get(), problems);
        if (problems.isEmpty()) {
            lastProblem = "";
            apply(fresh);
        } else if (!problems.message().equals(lastProblem)) {
            lastProblem = problems.message();
            LOG.log(
                    Level.WARNING,
                    "The configuration has become invalid, so the limits stay unchanged. {0}",
                    lastProblem);
        }
    }

    private void apply(PolicyCatalog fresh) {
        List<Policy> changed =
                fresh.policies().stream()
                        .filter(policy -> !current.find(policy.name()).equals(Optional.of(policy)))
                        .toList();
        changed.forEach(limiter::replace);
        current = fresh;
        listener.accept(fresh);
        reportMisspelt(fresh);
        if (!changed.isEmpty()) {
            LOG.log(
                    Level.INFO,
                    "Throttled has applied changed limits of these policies: {0}.",
                    changed.stream().map(Policy::name).collect(Collectors.joining(", ")));
        }
    }

    private PolicyCatalog read(Config config, Problems problems) {
        PolicyCatalog read = PolicyCatalog.read(config, beans.resolvers().names(), problems);
        check(read, problems);
        Set<String> declared = roles;
        if (declared != null) {
            read.roles(beans.resolvers().tiersAreRoles()).check(declared, problems);
        }
        return read;
    }

    /** Logs each misspelt name once, no matter how often the configuration is read. */
    private void reportMisspelt(PolicyCatalog catalog) {
        catalog.misspelt().stream()
                .filter(reportedNames::add)
                .forEach(warning -> LOG.log(Level.WARNING, "{0}", warning));
    }

    private void check(PolicyCatalog catalog, Problems problems) {
        elements.forEach(element -> catalog.charges(element, problems));
        catalog.checkComplete(problems);
    }
}
