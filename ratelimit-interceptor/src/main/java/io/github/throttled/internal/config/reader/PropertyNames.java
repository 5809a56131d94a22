package io.github.throttled.internal.config.reader;

import io.github.throttled.internal.config.syntax.ByteOrderMark;
import io.github.throttled.internal.config.syntax.DidYouMean;
import io.github.throttled.internal.config.syntax.PolicyName;
import io.github.throttled.internal.config.syntax.SafeText;

import org.eclipse.microprofile.config.Config;

import java.util.Collections;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.SortedSet;
import java.util.TreeSet;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * The names of the properties of this library that are set: the policies and routes that they
 * define, and the unknown ones among them.
 *
 * <p>Environment variables are listed as they are ({@code THROTTLED_ON_STORE_FAILURE}). Some
 * implementations also list a guessed dotted form ({@code throttled.on.store.failure}). A guess
 * that is a known key is used; an unknown one is no problem.
 */
public final class PropertyNames {

    private static final String POLICY = "policy";
    private static final String ROUTE = "route";

    /** Sorted, so that every deployment reports its problems in the same order. */
    private final Set<String> all = new TreeSet<>();

    private final Map<String, SortedSet<String>> tiers = new HashMap<>();

    public PropertyNames(Config config) {
        config.getPropertyNames().forEach(all::add);
        all.stream()
                .filter(ConfigKeys.TIER_LIMIT::matches)
                .map(ConfigKeys.TIER_LIMIT::namesIn)
                .forEach(
                        names ->
                                tiers.computeIfAbsent(names.get(0), policy -> new TreeSet<>())
                                        .add(names.get(1)));
    }

    /** The valid names of policies with at least one attribute. */
    public SortedSet<String> policies() {
        return names(POLICY);
    }

    /** The valid names of routes with at least one attribute. */
    public SortedSet<String> routes() {
        return names(ROUTE);
    }

    /** The names of a policy's tiers. */
    public SortedSet<String> tiers(String policy) {
        return Collections.unmodifiableSortedSet(
                tiers.getOrDefault(policy, Collections.emptySortedSet()));
    }

    /** Adds a problem for each unknown property of this library. */
    public void check(ConfigReader reader) {
        for (String property : all) {
            Optional<String> fix = problemOf(property).filter(problem -> !isGuess(property));
            if (fix.isPresent() && isSecret(property)) {
                reader.problems().add(property, fix.get());
            } else {
                fix.ifPresent(problem -> reader.addProblem(property, problem));
            }
        }
    }

    /** Whether the value may be a secret under a misspelt key. */
    private static boolean isSecret(String property) {
        return property.toLowerCase(Locale.ROOT).contains("sec")
                || DidYouMean.nearest(property, List.of(ConfigKeys.PARTITION_KEY_SECRET.of()))
                        .isPresent()
                || ByteOrderMark.keyBehind(property).isPresent();
    }

    /** All property names, sorted. */
    public Set<String> all() {
        return Collections.unmodifiableSet(all);
    }

    private Optional<String> problemOf(String property) {
        Optional<String> marked = ByteOrderMark.keyBehind(property);
        if (marked.isPresent()) {
            return marked.filter(PropertyNames::isOurs).map(ours -> ByteOrderMark.FIX);
        }
        if (!property.startsWith(ConfigKey.ROOT)) {
            return AnnotationMember.problemOf(property);
        }
        for (String kind : List.of(POLICY, ROUTE)) {
            Optional<String> name = nameIn(property, kind);
            if (name.isPresent()) {
                return name.filter(n -> !PolicyName.isValid(n)).map(n -> PolicyName.rule(kind));
            }
        }
        boolean known = ConfigKeys.all().stream().anyMatch(key -> key.matches(property));
        return known
                ? Optional.empty()
                : Optional.of(
                        TierKey.problemOf(property)
                                .or(() -> dotted(property))
                                .orElseGet(() -> unknown(property)));
    }

    private static boolean isOurs(String property) {
        return property.startsWith(ConfigKey.ROOT) || AnnotationMember.isOverride(property);
    }

    private static String unknown(String property) {
        List<String> similar =
                ConfigKeys.all().stream().flatMap(key -> key.like(property).stream()).toList();
        return "there is no such key"
                + DidYouMean.nearest(property, similar)
                        .map(key -> "; did you mean " + SafeText.of(key) + "?")
                        .orElse("");
    }

    /** The problem of a key that would be valid if its name had no dots. */
    private static Optional<String> dotted(String property) {
        return Stream.of(POLICY, ROUTE)
                .filter(kind -> property.startsWith(start(kind)))
                .filter(kind -> property.lastIndexOf('.') > start(kind).length())
                .flatMap(kind -> dotted(property, kind).stream())
                .findFirst();
    }

    private static Optional<String> dotted(String property, String kind) {
        int end = property.lastIndexOf('.');
        String name = property.substring(start(kind).length(), end);
        String member = property.substring(end + 1);
        String undotted = start(kind) + name.replace('.', '-') + '.' + member;
        String override =
                kind.equals(POLICY)
                        ? ", or to override @Throttled write %s with the package of the class"
                                .formatted(SafeText.of(AnnotationMember.keyLike(name, member)))
                        : "";
        return nameIn(undotted, kind)
                .map(
                        undottedName ->
                                "a %s name has no dots; write %s%s"
                                        .formatted(kind, SafeText.of(undotted), override));
    }

    private SortedSet<String> names(String kind) {
        return all.stream()
                .flatMap(property -> nameIn(property, kind).stream())
                .filter(PolicyName::isValid)
                .collect(Collectors.toCollection(TreeSet::new));
    }

    private static Optional<String> nameIn(String property, String kind) {
        return ConfigKeys.all().stream()
                .filter(key -> key.pattern().startsWith(kind + '.') && key.matches(property))
                .map(key -> key.namesIn(property).get(0))
                .findFirst();
    }

    private static String start(String kind) {
        return ConfigKey.ROOT + kind + '.';
    }

    private boolean isGuess(String property) {
        String variable = property.replaceAll("[^A-Za-z0-9]", "_").toUpperCase(Locale.ROOT);
        return all.contains(variable);
    }
}
