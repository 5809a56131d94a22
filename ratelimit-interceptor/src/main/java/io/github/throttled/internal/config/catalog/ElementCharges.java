package io.github.throttled.internal.config.catalog;

import io.github.throttled.ThrottleKey;
import io.github.throttled.Throttled;
import io.github.throttled.internal.config.model.Charge;
import io.github.throttled.internal.config.model.Cost;
import io.github.throttled.internal.config.model.Limit;
import io.github.throttled.internal.config.model.Policy;
import io.github.throttled.internal.config.model.ThrottledElement;
import io.github.throttled.internal.config.reader.ConfigKeys;
import io.github.throttled.internal.config.reader.ConfigReader;
import io.github.throttled.internal.config.reader.Problems;
import io.github.throttled.internal.config.reader.Sourced;

import org.eclipse.microprofile.config.Config;

import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * Resolves {@link Throttled @Throttled} at an element to the charges of its calls.
 *
 * @param config has the overrides of the annotation
 * @param policies reads policies
 * @param definitions all policies
 * @param named finds policies by name
 */
record ElementCharges(
        Config config, PolicyReader policies, PolicyDefinitions definitions, NamedPolicies named) {

    /**
     * The charges of a call, in the order of the annotation. Defines the policy that the annotation
     * defines.
     *
     * @param problems receives the problems of this element; empty at first
     */
    List<Charge> charges(ThrottledElement element, Problems problems) {
        ElementMembers members =
                new ElementReader(element, new ConfigReader(config, problems)).read();
        if (!problems.isEmpty()) {
            // An invalid value is not a missing one, and reporting both would mislead.
            return List.of();
        }
        return definitions(members, problems)
                .flatMap(definition -> charge(definition, members, problems).stream())
                .toList();
    }

    private Stream<PolicyDefinition> definitions(ElementMembers members, Problems problems) {
        Optional<Sourced<List<Limit>>> limits = members.attributes().limits();
        if (limits.isPresent()) {
            return define(members, problems)
                    .flatMap(definition -> definitions.add(definition, limits.get(), problems))
                    .stream();
        }
        if (members.policies().isEmpty()) {
            problems.add(
                    members.element().place(),
                    "@Throttled needs a policy name or a limit; write @Throttled(limit = \"100/minute\")"
                            + " or @Throttled(\"login\")");
            return Stream.empty();
        }
        Sourced<List<String>> names = members.policies().get();
        return names.value().stream().flatMap(name -> named.find(name, names, problems).stream());
    }

    private Optional<PolicyDefinition> define(ElementMembers members, Problems problems) {
        return members.policies()
                .map(names -> policies.read(names.value().get(0), members, problems))
                .orElseGet(() -> policies.inline(members, problems));
    }

    private Optional<Charge> charge(
            PolicyDefinition definition, ElementMembers members, Problems problems) {
        Policy policy = definition.policy();
        Optional<Sourced<Cost>> sourced =
                members.costOverride().or(definition::cost).or(members::costAnnotated);
        Problems found = new Problems();
        sourced.ifPresent(cost -> PolicyDraft.checkCost(policy, cost, policies.beans(), found));
        checkParameters(policy, members.element(), found);
        problems.addAll(found);
        Cost cost = sourced.map(Sourced::value).orElseGet(ConfigKeys.POLICY_COST::defaultValue);
        return found.isEmpty() ? Optional.of(new Charge(policy, cost)) : Optional.empty();
    }

    private static void checkParameters(
            Policy policy, ThrottledElement element, Problems problems) {
        if (policy.key().needsArguments() && !element.hasParameter(ThrottleKey.class)) {
            problems.add(
                    element.place(),
                    "the key of policy %s is param, and %s has no parameter for it; annotate one with @ThrottleKey"
                            .formatted(policy.name(), element.method().getName()));
        }
    }
}
