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
import java.util.stream.Collectors;

/**
 * The policies as they are configured now, and where the application is annotated. Thread-safe.
 *
 * <p>The configuration can be read again. If it is right, it is in force at once; if it is wrong,
 * all stays as it is, and the log says why.
 */
final class LiveCatalog {

    private static final Logger LOG = System.getLogger(LiveCatalog.class.getName());

    private final Set<ThrottledElement> sites = ConcurrentHashMap.newKeySet();
    private final ConfigCache memory;
    private final DiscoveredBeans beans;
    private final Limiter limiter;
    private final Settings settings;
    private volatile PolicyCatalog current;
    private volatile Consumer<PolicyCatalog> follower = catalog -> {};
    private final Set<String> toldNames = ConcurrentHashMap.newKeySet();
    private volatile Set<String> roles;
    private String lastComplaint = "";

    /**
     * @param first what the configuration says at deployment
     * @param sites where there are annotations
     * @param beans whom policies may name
     * @param limiter decides by what is in force
     */
    LiveCatalog(
            Config config,
            PolicyCatalog first,
            Collection<ThrottledElement> sites,
            DiscoveredBeans beans,
            Limiter limiter) {
        this.memory = new ConfigCache(config);
        this.settings = first.settings();
        this.current = first;
        this.sites.addAll(sites);
        this.beans = beans;
        this.limiter = limiter;
    }

    /** What is configured for all policies together, as it was at deployment. */
    Settings settings() {
        return settings;
    }

    /** What is in force. */
    PolicyCatalog now() {
        return current;
    }

    /** Where there are annotations; whoever finds one more adds it here. */
    Set<ThrottledElement> sites() {
        return sites;
    }

    /** Which keys can be changed now. */
    LiveKeys keys() {
        return new LiveKeys(current, sites);
    }

    /** All sources as they are now, the strongest first, but for the overrides. */
    List<ConfigSource> sources() {
        return memory.sources();
    }

    /** Says who is told of another catalog when it is in force. */
    void tell(Consumer<PolicyCatalog> follower) {
        this.follower = follower;
    }

    /**
     * Checks the annotations of further classes, and whether anything is missing now that all are
     * known.
     *
     * @throws DeploymentException if anything is wrong
     */
    void complete(Collection<Class<?>> classes) {
        Problems problems = new Problems();
        AnnotatedClasses annotated = new AnnotatedClasses(beans, classes);
        annotated.check(problems);
        annotated.sites().forEach(sites::add);
        check(current, problems);
        if (!problems.isEmpty()) {
            throw new DeploymentException(problems.message());
        }
        annotated.checkParameters(site -> current.charges(site, new Problems()));
        annotated.doubts().lines().forEach(doubt -> LOG.log(Level.WARNING, "{0}.", doubt));
        tellMisspelt(current);
    }

    /**
     * The roles that policies ask for now. Policies that ask for others later are wrong: a server
     * is told of roles when an application is deployed.
     *
     * @param named those that the application itself names
     */
    Roles declareRoles(Set<String> named) {
        Roles asked = current.roles(beans.resolvers().tiersAreRoles());
        Set<String> declared = new HashSet<>(named);
        declared.addAll(asked.names());
        roles = declared;
        return asked;
    }

    /** What would be wrong with these overrides; empty if all is right. */
    Optional<String> problem(Map<String, String> overrides) {
        Problems problems = new Problems();
        read(memory.with(overrides), problems);
        return problems.isEmpty() ? Optional.empty() : Optional.of(problems.message());
    }

    /** Reads the configuration again, and applies what has changed. */
    void refresh() {
        apply(memory.fresh());
    }

    /** Applies what has changed with these overrides in place of those in force. */
    void override(Map<String, String> overrides) {
        apply(memory.with(overrides));
    }

    private synchronized void apply(Config config) {
        Problems problems = new Problems();
        PolicyCatalog fresh = read(config, problems);
        if (problems.isEmpty()) {
            lastComplaint = "";
            apply(fresh);
        } else if (!problems.message().equals(lastComplaint)) {
            lastComplaint = problems.message();
            LOG.log(Level.WARNING, "Limits stay as they are. {0}", lastComplaint);
        }
    }

    private void apply(PolicyCatalog fresh) {
        List<Policy> changed =
                fresh.policies().stream()
                        .filter(policy -> !current.find(policy.name()).equals(Optional.of(policy)))
                        .toList();
        changed.forEach(limiter::replace);
        current = fresh;
        follower.accept(fresh);
        tellMisspelt(fresh);
        if (!changed.isEmpty()) {
            LOG.log(
                    Level.INFO,
                    "Throttled has read other limits: {0}.",
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

    /** Each once, however often the configuration is read. */
    private void tellMisspelt(PolicyCatalog catalog) {
        catalog.misspelt().stream()
                .filter(toldNames::add)
                .forEach(said -> LOG.log(Level.WARNING, "{0}", said));
    }

    private void check(PolicyCatalog catalog, Problems problems) {
        sites.forEach(site -> catalog.charges(site, problems));
        catalog.checkComplete(problems);
    }
}
