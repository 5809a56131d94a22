package io.github.throttled.internal.config.reader;

import io.github.throttled.internal.config.model.Policy;
import io.github.throttled.internal.config.syntax.DidYouMean;
import io.github.throttled.internal.config.syntax.SafeText;

import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/**
 * Finds unknown names of properties and environment variables that were probably meant for this
 * library. They may belong to other software, so they are no problems.
 */
public final class MisspeltNames {

    private static final String FIRST = "throttled";
    private static final int MAX_TYPOS = 2;

    private static final Pattern VARIABLE = Pattern.compile("[A-Z][A-Z0-9]*_[A-Z0-9_]+");
    private static final String FIRST_OF_VARIABLE = "THROTTLED";
    private static final String OURS = FIRST_OF_VARIABLE + '_';

    /** Variables that Kubernetes sets for a service with a name that begins with ours. */
    private static final Pattern KUBERNETES =
            Pattern.compile("_SERVICE_(HOST|PORT)|_PORT(_[0-9]|$)");

    /** All names that are set. */
    private final Set<String> all;

    /** The known variables, by their normalised form. */
    private final Map<String, String> variables = new LinkedHashMap<>();

    /**
     * @param all all names that are set
     * @param policies all policies
     * @param routes the names of routes
     */
    public MisspeltNames(Set<String> all, Collection<Policy> policies, Collection<String> routes) {
        this.all = all;
        keys(policies, routes)
                .map(MisspeltNames::variable)
                .forEach(variable -> variables.put(comparable(variable), variable));
    }

    /** A warning for each name, as a sentence without a full stop. */
    public List<String> find() {
        List<String> warnings = new ArrayList<>();
        for (String name : all) {
            meant(name)
                    .filter(meant -> !isGuess(name))
                    .ifPresent(
                            meant ->
                                    warnings.add(
                                            "%s: Throttled does not read this; did you mean %s?"
                                                    .formatted(
                                                            SafeText.of(name),
                                                            SafeText.of(meant))));
        }
        return warnings;
    }

    private Optional<String> meant(String name) {
        return VARIABLE.matcher(name).matches() ? meantVariable(name) : meantKey(name);
    }

    /** The known or nearly known key that results if the first part of the name is corrected. */
    private static Optional<String> meantKey(String name) {
        int end = name.indexOf('.');
        if (end < 0 || !isNearly(FIRST, name.substring(0, end))) {
            return Optional.empty();
        }
        String meant = ConfigKey.ROOT + name.substring(end + 1);
        Set<String> similar = new TreeSet<>();
        ConfigKeys.all().forEach(key -> key.like(meant).ifPresent(similar::add));
        return similar.contains(meant)
                ? Optional.of(meant)
                : DidYouMean.nearest(meant, similar).filter(near -> isOfNamed(near));
    }

    private static boolean isOfNamed(String key) {
        return key.startsWith(ConfigKey.ROOT + "policy.")
                || key.startsWith(ConfigKey.ROOT + "route.");
    }

    private Optional<String> meantVariable(String name) {
        String first = name.substring(0, name.indexOf('_'));
        boolean ours = name.startsWith(OURS);
        if (!ours && !isNearly(FIRST_OF_VARIABLE, first)
                || KUBERNETES.matcher(name).find()
                || variables.containsValue(name)) {
            return Optional.empty();
        }
        String begun = ours ? name : OURS + name.substring(first.length() + 1);
        String exact = variables.get(comparable(begun));
        return exact != null
                ? Optional.of(exact)
                : DidYouMean.nearest(comparable(begun), variables.keySet()).map(variables::get);
    }

    private static boolean isNearly(String ours, String first) {
        return !first.equals(ours) && DidYouMean.isWithin(first, ours, MAX_TYPOS);
    }

    private static Stream<String> keys(Collection<Policy> policies, Collection<String> routes) {
        Stream<String> members = AnnotationMember.all().map(AnnotationMember::globalKey);
        Stream<String> settings =
                ConfigKeys.all().stream().filter(key -> !key.isNamed()).map(ConfigKey::of);
        Stream<String> ofPolicies =
                policies.stream()
                        .flatMap(
                                policy ->
                                        Stream.concat(
                                                keys("policy.NAME.", policy.name()),
                                                policy.tiers().keySet().stream()
                                                        .map(
                                                                tier ->
                                                                        ConfigKeys.TIER_LIMIT.of(
                                                                                policy.name(),
                                                                                tier))));
        Stream<String> ofRoutes = routes.stream().flatMap(route -> keys("route.NAME.", route));
        return Stream.of(members, settings, ofPolicies, ofRoutes).flatMap(keys -> keys);
    }

    private static Stream<String> keys(String kind, String name) {
        return ConfigKeys.all().stream()
                .filter(key -> key.pattern().startsWith(kind))
                .filter(key -> key != ConfigKeys.TIER_LIMIT)
                .map(key -> key.of(name));
    }

    /**
     * Whether the name is a dotted form of a listed variable, which some implementations list, too.
     */
    private boolean isGuess(String name) {
        return !VARIABLE.matcher(name).matches() && all.contains(variable(name));
    }

    /** The variable of a key, as MicroProfile Config forms it. */
    private static String variable(String key) {
        return key.replaceAll("[^A-Za-z0-9]", "_").toUpperCase(Locale.ROOT);
    }

    /** The normalised form: compared part by part, as keys are. */
    private static String comparable(String variable) {
        return variable.toLowerCase(Locale.ROOT).replace('_', '.');
    }
}
