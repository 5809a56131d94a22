package io.github.throttled.internal.config.catalog;

import io.github.throttled.internal.config.reader.ConfigKeys;
import io.github.throttled.internal.config.reader.Problems;
import io.github.throttled.internal.config.reader.Sourced;
import io.github.throttled.internal.config.syntax.DidYouMean;

import java.util.List;
import java.util.Optional;

/**
 * Finds policies by name.
 *
 * @param policies reads policies
 * @param definitions all policies
 */
record NamedPolicies(PolicyReader policies, PolicyDefinitions definitions) {

    /**
     * The policy of a name, if it is configured.
     *
     * @param names the list of names that has this one, for messages
     */
    Optional<PolicyDefinition> find(String name, Sourced<List<String>> names, Problems problems) {
        Problems found = new Problems();
        // Definitions by other annotations do not count: their order is not defined.
        Optional<PolicyDefinition> configured = policies.read(name, found);
        if (configured.isEmpty() && found.isEmpty()) {
            names.addProblem(found, unknown(name));
        }
        problems.addAll(found);
        return configured.flatMap(definition -> definitions.find(name, found));
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
