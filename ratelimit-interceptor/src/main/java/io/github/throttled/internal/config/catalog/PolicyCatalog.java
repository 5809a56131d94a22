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
 * The whole configuration: the settings, the policies, and the charges of annotated methods and of
 * requests.
 *
 * <p>A deployment reads the catalog, asks it for the {@link #charges charges} of every element, and
 * then {@link #checkComplete checks} whether anything is missing. It should report the problems of
 * all three steps together. Policies are final when all elements have been seen: until then an
 * annotation may still complete one. Thread-safe.
 */
public final class PolicyCatalog {

    private final Settings settings;
    private final PropertyNames names;
    private final SortedSet<String> configured;
    private final PolicyDefinitions definitions;
    private final ElementCharges elementCharges;
    private final RequestCharges requestCharges;

    private final Map<ThrottledElement, List<Charge>> charges = new ConcurrentHashMap<>();

    private PolicyCatalog(PropertyNames names, ConfigReader reader, PolicyReader policies) {
        this.settings = new SettingsReader(names, reader).read();
        this.names = names;
        this.configured = names.policies();
        this.definitions = new PolicyDefinitions(policies);
        NamedPolicies named = new NamedPolicies(policies, definitions);
        this.elementCharges = new ElementCharges(reader.config(), policies, definitions, named);
        configured.forEach(name -> definitions.find(name, reader.problems()));
        this.requestCharges = RequestCharges.read(names.routes(), reader, named);
    }

    /**
     * Reads all of {@code throttled.}. Never throws for an invalid value.
     *
     * @param config stays in use, for overrides of annotations and for policies that no list of
     *     properties contains
     * @param beans the beans that policies can name
     * @param problems receives the problems; invalid policies are left out, and invalid settings
     *     have their defaults
     */
    public static PolicyCatalog read(Config config, BeanNames beans, Problems problems) {
        ConfigReader reader = new ConfigReader(config, problems);
        PropertyNames names = new PropertyNames(config);
        names.check(reader);
        // Clients read these settings themselves; this reports their problems at deployment.
        SettingsReader.ofClients(reader);
        OnStoreFailure onStoreFailure = reader.valueOrDefault(ConfigKeys.ON_STORE_FAILURE);
        return new PolicyCatalog(
                names, reader, new PolicyReader(config, names, onStoreFailure, beans));
    }

    /** The settings that apply to all policies. */
    public Settings settings() {
        return settings;
    }

    /**
     * The charges of a call at this element, in order. Defines the policy that the element defines.
     * Repeated calls for the same element return the same charges and the same problems.
     *
     * @param problems receives the problems of this element
     * @return the valid charges; possibly none
     */
    public List<Charge> charges(ThrottledElement element, Problems problems) {
        List<Charge> known = charges.get(element);
        return known != null && known.stream().allMatch(this::isCurrent)
                ? known
                : define(element, problems);
    }

    /** The routes. */
    public RouteTable routes() {
        return requestCharges.routes();
    }

    /** The charges of every request, in order. Incomplete until all elements have been seen. */
    public List<Charge> globalCharges() {
        // Reading has reported the problems.
        return requestCharges.ofAll(new Problems());
    }

    /**
     * The charges of a request on this route, in order. Incomplete until all elements have been
     * seen.
     */
    public List<Charge> charges(Route route) {
        return requestCharges.of(route, new Problems());
    }

    /**
     * Adds the problems that show only when all elements have been seen. These are configured
     * policies that have no limit or cannot be configured like this. They are also requests that
     * cannot be charged to a policy which an element has completed.
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
     * Unknown names of properties that were probably meant for this library, with the probable
     * names. These are sentences without a full stop. Complete when all elements have been seen.
     */
    public List<String> misspelt() {
        return new MisspeltNames(names.all(), policies(), names.routes()).find();
    }

    /**
     * The names of the policies that no element, no route and no global charge uses. The
     * application may still use them by {@code RateLimiter}. Complete when all elements have been
     * seen.
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
        // Reading has reported the problems of the policy.
        return definitions.find(name, new Problems()).map(PolicyDefinition::policy);
    }

    /**
     * The roles that policies name.
     *
     * @param tiersAreRoles whether a role assigns a caller to a tier, rather than a bean
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

    private synchronized List<Charge> define(ThrottledElement element, Problems problems) {
        Problems found = new Problems();
        List<Charge> defined = elementCharges.charges(element, found);
        if (found.isEmpty()) {
            charges.put(element, defined);
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

    /** Whether no later element has completed the policy. */
    private boolean isCurrent(Charge charge) {
        return find(charge.policy().name()).filter(charge.policy()::equals).isPresent();
    }
}
