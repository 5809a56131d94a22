package io.github.throttled.policy;

import org.eclipse.microprofile.config.Config;

import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.SortedSet;
import java.util.TreeSet;
import java.util.stream.Collectors;

/**
 * The names of the properties that are set, as far as they are ours: which policies they define,
 * and which of them nobody reads.
 *
 * <p>Environment variables are listed as they are ({@code THROTTLED_ON_STORE_FAILURE}), and by some
 * implementations also in a dotted form that is a guess ({@code throttled.on.store.failure}). A
 * guess that hits is used; one that misses is nobody's mistake.
 */
final class PropertyNames {

    private static final String POLICY = ConfigKey.ROOT + "policy.";

    /** Sorted, so that every start shows its problems in the same order. */
    private final Set<String> all = new TreeSet<>();

    PropertyNames(Config config) {
        config.getPropertyNames().forEach(all::add);
    }

    /** The valid names of policies of which anything is defined. */
    SortedSet<String> policies() {
        return all.stream()
                .flatMap(property -> policyIn(property).stream())
                .filter(PolicyName::isValid)
                .collect(Collectors.toCollection(TreeSet::new));
    }

    /** The names of a policy's tiers. */
    SortedSet<String> tiers(String policy) {
        return all.stream()
                .filter(ConfigKeys.TIER_LIMIT::matches)
                .map(ConfigKeys.TIER_LIMIT::namesIn)
                .filter(names -> names.get(0).equals(policy))
                .map(names -> names.get(1))
                .collect(Collectors.toCollection(TreeSet::new));
    }

    /** Adds a problem for each property that is meant for us and that nobody reads. */
    void check(ConfigReader reader) {
        for (String property : all) {
            wrongWith(property)
                    .filter(fix -> !isGuess(property))
                    .ifPresent(fix -> reader.isWrong(property, fix));
        }
    }

    private Optional<String> wrongWith(String property) {
        if (!property.startsWith(ConfigKey.ROOT)) {
            return Member.wrongWith(property);
        }
        Optional<String> policy = policyIn(property);
        if (policy.isPresent()) {
            return policy.filter(name -> !PolicyName.isValid(name)).map(name -> PolicyName.RULE);
        }
        boolean known = ConfigKeys.all().stream().anyMatch(key -> key.matches(property));
        return known
                ? Optional.empty()
                : Optional.of(dotted(property).orElseGet(() -> unknown(property)));
    }

    private static String unknown(String property) {
        List<String> similar =
                ConfigKeys.all().stream().flatMap(key -> key.like(property).stream()).toList();
        return "there is no such key"
                + DidYouMean.nearest(property, similar)
                        .map(key -> "; did you mean " + Excerpt.of(key) + "?")
                        .orElse("");
    }

    /** What is wrong if the key would be right with a name that has no dots. */
    private static Optional<String> dotted(String property) {
        int end = property.lastIndexOf('.');
        if (!property.startsWith(POLICY) || end <= POLICY.length()) {
            return Optional.empty();
        }
        String name = property.substring(POLICY.length(), end);
        String member = property.substring(end + 1);
        String undotted = POLICY + name.replace('.', '-') + '.' + member;
        return policyIn(undotted)
                .map(
                        policy ->
                                "a policy name has no dots; write %s, or to override @Throttled write %s with the package of the class"
                                        .formatted(
                                                Excerpt.of(undotted),
                                                Excerpt.of(Member.keyLike(name, member))));
    }

    private static Optional<String> policyIn(String property) {
        return ConfigKeys.all().stream()
                .filter(key -> key.pattern().startsWith("policy.") && key.matches(property))
                .map(key -> key.namesIn(property).get(0))
                .findFirst();
    }

    private boolean isGuess(String property) {
        String variable = property.replaceAll("[^A-Za-z0-9]", "_").toUpperCase(Locale.ROOT);
        return all.contains(variable);
    }
}
