package io.github.throttled.internal.config.catalog;

import io.github.throttled.internal.config.model.Charge;
import io.github.throttled.internal.config.model.OnStoreFailure;
import io.github.throttled.internal.config.model.Policy;
import io.github.throttled.internal.config.model.ThrottledElement;
import io.github.throttled.internal.config.reader.AnnotationMember;
import io.github.throttled.internal.config.reader.ConfigKeys;
import io.github.throttled.internal.config.reader.ConfigReader;
import io.github.throttled.internal.config.reader.MisspeltNames;
import io.github.throttled.internal.config.reader.Problems;
import io.github.throttled.internal.config.reader.PropertyNames;
import io.github.throttled.internal.config.route.Route;
import io.github.throttled.internal.config.route.RouteTable;
import io.github.throttled.internal.config.settings.Settings;

import org.eclipse.microprofile.config.Config;

import java.util.Collection;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.SortedSet;
import java.util.TreeSet;
import java.util.concurrent.ConcurrentHashMap;
import java.util.stream.Stream;

/**
 * All that is configured: the settings, the policies, and what a call of an annotated method or a
 * request pays.
 *
 * <p>A deployment reads it, shows it every {@link #charges site} and then {@link #checkComplete
 * asks} whether anything is missing; the problems of all three are to be shown together. Policies
 * are final when all sites have been seen: until then an annotation may still complete one.
 * Thread-safe.
 */
public final class PolicyCatalog {

    private final Settings settings;
    private final PropertyNames names;
    private final SortedSet<String> configured;
    private final PolicyDefinitions definitions;
    private final ElementCharges siteCharges;
    private final RequestCharges requestCharges;

    private final Map<ThrottledElement, List<Charge>> charges = new ConcurrentHashMap<>();

    private PolicyCatalog(PropertyNames names, ConfigReader reader, PolicyReader policies) {
        this.settings = new SettingsReader(names, reader).read();
        this.names = names;
        this.configured = names.policies();
        this.definitions = new PolicyDefinitions(policies);
        NamedPolicies named = new NamedPolicies(policies, definitions);
        this.siteCharges = new ElementCharges(reader.config(), policies, definitions, named);
        configured.forEach(name -> definitions.find(name, reader.problems()));
        this.requestCharges = RequestCharges.read(names.routes(), reader, named);
    }

    /**
     * Reads all of {@code throttled.}, never throwing for what is wrong in it.
     *
     * @param config stays in use, for overrides of annotations and for policies that are in no list
     *     of properties
     * @param beans what policies can name
     * @param problems gets what is wrong; wrong policies are left out, and wrong settings have
     *     their defaults
     */
    public static PolicyCatalog read(Config config, BeanNames beans, Problems problems) {
        ConfigReader reader = new ConfigReader(config, problems);
        PropertyNames names = new PropertyNames(config);
        names.check(reader);
        // Clients read them for themselves; what is wrong is said here.
        SettingsReader.ofClients(reader);
        OnStoreFailure usual = reader.valueOrDefault(ConfigKeys.ON_STORE_FAILURE);
        return new PolicyCatalog(names, reader, new PolicyReader(config, names, usual, beans));
    }

    /** What is configured for all policies together. */
    public Settings settings() {
        return settings;
    }

    /**
     * What a call of the method at this site pays, in order; defines the policy that is defined
     * there. The same site has the same charges and the same problems however often it is asked.
     *
     * @param problems gets what is wrong at this site
     * @return without what is wrong, so possibly empty
     */
    public List<Charge> charges(ThrottledElement site, Problems problems) {
        List<Charge> known = charges.get(site);
        return known != null && known.stream().allMatch(this::isCurrent)
                ? known
                : define(site, problems);
    }

    /** The routes. */
    public RouteTable routes() {
        return requestCharges.routes();
    }

    /**
     * What every request pays before anything else, in order. Whoever asks before all sites have
     * been seen may get less than what holds in the end.
     */
    public List<Charge> globalCharges() {
        // What is wrong was said when it was read.
        return requestCharges.ofAll(new Problems());
    }

    /** What a request of this route pays, in order; as late as {@link #globalCharges}. */
    public List<Charge> charges(Route route) {
        return requestCharges.of(route, new Problems());
    }

    /**
     * Adds what can be seen only when all sites have been: what is configured for a policy that
     * nothing gives a limit, or that cannot be configured like this, and requests that cannot pay
     * to a policy as a site has completed it.
     */
    public void checkComplete(Problems problems) {
        requestCharges.check(problems);
        for (String name : configured) {
            Problems found = new Problems();
            Optional<PolicyDefinition> definition = definitions.find(name, found);
            if (found.isEmpty()) {
                obstacle(name, definition)
                        .ifPresent(fix -> problems.add(ConfigKeys.POLICY_LIMIT.of(name), fix));
            }
        }
    }

    /**
     * Names that nothing reads and that were probably meant for us, with what was meant: sentences
     * without a full stop. To be asked for when all sites have been seen.
     */
    public List<String> misspelt() {
        return new MisspeltNames(names.all(), policies(), names.routes()).find();
    }

    /**
     * The policies that no site, no route and not all requests pay to, by name. A program may ask
     * for them all the same. To be asked for when all sites have been seen.
     */
    public SortedSet<String> unused() {
        SortedSet<String> unused = new TreeSet<>();
        policies().forEach(policy -> unused.add(policy.name()));
        Stream.concat(
                        charges.values().stream().flatMap(List::stream),
                        requestCharges.all(new Problems()))
                .forEach(charge -> unused.remove(charge.policy().name()));
        return unused;
    }

    /**
     * The policy of this name.
     *
     * @param name any string; not null
     */
    public Optional<Policy> find(String name) {
        // What is wrong with a policy was said when it was read.
        return definitions.find(name, new Problems()).map(PolicyDefinition::policy);
    }

    /**
     * The roles that policies ask for.
     *
     * @param tiersAreRoles whether a role puts a caller into a tier, rather than a bean
     */
    public Roles roles(boolean tiersAreRoles) {
        return Roles.of(policies(), tiersAreRoles);
    }

    /** Whether an annotation without a name defines the policy of this name. */
    boolean isInline(String name) {
        return definitions
                .find(name, new Problems())
                .filter(PolicyDefinition::isInline)
                .isPresent();
    }

    /** All policies seen so far, by name. */
    public Collection<Policy> policies() {
        return definitions.all().stream()
                .map(PolicyDefinition::policy)
                .sorted(Comparator.comparing(Policy::name))
                .toList();
    }

    private synchronized List<Charge> define(ThrottledElement site, Problems problems) {
        Problems found = new Problems();
        List<Charge> defined = siteCharges.charges(site, found);
        if (found.isEmpty()) {
            charges.put(site, defined);
        }
        problems.addAll(found);
        return defined;
    }

    private static Optional<String> obstacle(String name, Optional<PolicyDefinition> definition) {
        if (definition.isEmpty()) {
            return Optional.of("it is missing; every policy needs a limit, such as 5/minute");
        }
        return definition
                .filter(PolicyDefinition::isInline)
                .map(
                        inline ->
                                "%s defines policy %s; to override it, set %s with the package of the class"
                                        .formatted(
                                                inline.where(),
                                                name,
                                                AnnotationMember.keyLike(
                                                        name, AnnotationMember.LIMIT.name())));
    }

    /** Whether no later site has completed the policy. */
    private boolean isCurrent(Charge charge) {
        return find(charge.policy().name()).filter(charge.policy()::equals).isPresent();
    }
}
