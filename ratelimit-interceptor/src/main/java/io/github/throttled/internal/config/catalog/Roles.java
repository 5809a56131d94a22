package io.github.throttled.internal.config.catalog;

import io.github.throttled.internal.config.model.CallerPattern;
import io.github.throttled.internal.config.model.Policy;
import io.github.throttled.internal.config.reader.ConfigKeys;
import io.github.throttled.internal.config.reader.Problems;
import io.github.throttled.internal.config.syntax.DidYouMean;
import io.github.throttled.internal.config.syntax.SafeText;

import java.util.ArrayList;
import java.util.Collection;
import java.util.Collections;
import java.util.List;
import java.util.Set;
import java.util.SortedMap;
import java.util.SortedSet;
import java.util.TreeMap;
import java.util.TreeSet;

/**
 * The roles that policies name, with the keys that name them. A server answers that a caller is not
 * in a role if the role was not declared at deployment.
 */
public final class Roles {

    /** No caller is in the first, and every authenticated caller is in the second. */
    private static final Set<String> OF_EVERY_SERVER = Set.of("*", "**");

    /** The configuration keys that name a role, by role. */
    private final SortedMap<String, SortedSet<String>> keys = new TreeMap<>();

    private Roles() {}

    /**
     * The roles of all these policies.
     *
     * @param tiersAreRoles whether a role assigns a caller to a tier, rather than a bean
     */
    static Roles of(Collection<Policy> policies, boolean tiersAreRoles) {
        Roles roles = new Roles();
        for (Policy policy : policies) {
            String name = policy.name();
            roles.add(policy.scope().exempt(), ConfigKeys.POLICY_EXEMPT.of(name));
            roles.add(policy.scope().deny(), ConfigKeys.POLICY_DENY.of(name));
            if (tiersAreRoles) {
                policy.tiers()
                        .keySet()
                        .forEach(tier -> roles.add(tier, ConfigKeys.TIER_LIMIT.of(name, tier)));
            }
        }
        return roles;
    }

    public Set<String> names() {
        return Collections.unmodifiableSet(keys.keySet());
    }

    /**
     * Warnings about each role that is not among these, as sentences without a full stop.
     *
     * @param named the roles that the application itself names
     */
    public List<String> unnamed(Set<String> named) {
        List<String> warnings = new ArrayList<>();
        keys.forEach(
                (role, where) -> {
                    if (!named.contains(role)) {
                        warnings.add(unnamed(role, where, named));
                    }
                });
        return warnings;
    }

    /** Adds a problem for each role that was not declared to the server. */
    public void check(Set<String> declared, Problems problems) {
        keys.forEach(
                (role, where) -> {
                    if (!declared.contains(role)) {
                        problems.add(
                                where.first(),
                                "it names the role %s, which was not declared to the server at deployment, so no caller would be in it; declare it by @DeclareRoles, and deploy the application again"
                                        .formatted(SafeText.quoted(role)));
                    }
                });
    }

    private void add(List<CallerPattern> patterns, String key) {
        patterns.stream()
                .filter(CallerPattern.Role.class::isInstance)
                .forEach(pattern -> add(((CallerPattern.Role) pattern).name(), key));
    }

    private void add(String role, String key) {
        if (!OF_EVERY_SERVER.contains(role)) {
            keys.computeIfAbsent(role, unseen -> new TreeSet<>()).add(key);
        }
    }

    private static String unnamed(String role, SortedSet<String> where, Set<String> named) {
        return "%s: nothing else in the application names the role %s%s If a login gives callers that role, write @DeclareRoles(%s) on a class, and this line will go"
                .formatted(
                        String.join(", ", where),
                        SafeText.quoted(role),
                        DidYouMean.nearest(role, named)
                                .map(meant -> "; did you mean " + SafeText.of(meant) + "?")
                                .orElse("."),
                        SafeText.quoted(role));
    }
}
