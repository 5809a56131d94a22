package io.github.throttled.internal.config.catalog;

import io.github.throttled.internal.config.reader.ConfigKeys;
import io.github.throttled.internal.config.reader.Problems;
import io.github.throttled.internal.config.reader.Sourced;
import io.github.throttled.internal.config.syntax.DidYouMean;

import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;

/** Finds policies by name. Thread-safe. */
final class NamedPolicies {

    /** The names of policies that are configured completely: what is read once, is not again. */
    private final Set<String> configured = ConcurrentHashMap.newKeySet();

    private final PolicyReader policies;
    private final PolicyDefinitions definitions;

    /**
     * @param policies reads policies
     * @param definitions all policies
     */
    NamedPolicies(PolicyReader policies, PolicyDefinitions definitions) {
        this.policies = policies;
        this.definitions = definitions;
    }

    /**
     * The policy of a name, if it is configured.
     *
     * @param names the list of names that has this one, for messages
     */
    Optional<PolicyDefinition> find(String name, Sourced<List<String>> names, Problems problems) {
        return configured.contains(name) || isConfigured(name, names, problems)
                ? definitions.find(name, new Problems())
                : Optional.empty();
    }

    /** Definitions by other annotations do not count, because their order is not defined. */
    private boolean isConfigured(String name, Sourced<List<String>> names, Problems problems) {
        Problems found = new Problems();
        Optional<PolicyDefinition> read = policies.read(name, found);
        if (read.isEmpty() && found.isEmpty()) {
            names.addProblem(found, unknown(name));
        }
        read.filter(policy -> found.isEmpty()).ifPresent(policy -> configured.add(name));
        problems.addAll(found);
        return read.isPresent();
    }

    private String unknown(String name) {
        List<String> known =
                definitions.all().stream()
                        .filter(definition -> !definition.isInline())
                        .map(definition -> definition.policy().name())
                        .filter(other -> !other.equals(name))
                        .toList();
        return "no policy %s is configured; %sdefine %s"
                .formatted(
                        name,
                        DidYouMean.nearest(name, known)
                                .map(meant -> "did you mean " + meant + "? If not, ")
                                .orElse(""),
                        ConfigKeys.POLICY_LIMIT.of(name));
    }
}
