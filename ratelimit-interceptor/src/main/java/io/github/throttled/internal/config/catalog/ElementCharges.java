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
 * Turns {@link Throttled @Throttled} at a site into what a call there pays.
 *
 * @param config where overrides of the annotation are
 * @param policies how policies are read
 * @param definitions the policies that there are
 * @param named the same, for those who name them
 */
record ElementCharges(
        Config config, PolicyReader policies, PolicyDefinitions definitions, NamedPolicies named) {

    /**
     * What a call pays, in the order of the annotation; defines the policy that is defined here.
     *
     * @param problems what is wrong here, and nothing else yet
     */
    List<Charge> charges(ThrottledElement site, Problems problems) {
        ElementMembers members = new ElementReader(site, new ConfigReader(config, problems)).read();
        if (!problems.isEmpty()) {
            // What is wrong is not what is missing; saying both would mislead.
            return List.of();
        }
        return definitions(members, problems)
                .flatMap(definition -> charge(definition, members, problems).stream())
                .toList();
    }

    private Stream<PolicyDefinition> definitions(ElementMembers members, Problems problems) {
        Optional<Sourced<List<Limit>>> limits = members.terms().limits();
        if (limits.isPresent()) {
            return define(members, problems)
                    .flatMap(definition -> definitions.add(definition, limits.get(), problems))
                    .stream();
        }
        if (members.policies().isEmpty()) {
            problems.add(
                    members.site().place(),
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
        Optional<Sourced<Cost>> said =
                members.costOverride().or(definition::cost).or(members::costAnnotated);
        Problems found = new Problems();
        said.ifPresent(cost -> PolicyDraft.checkCost(policy, cost, policies.beans(), found));
        checkParameters(policy, members.site(), found);
        problems.addAll(found);
        Cost cost = said.map(Sourced::value).orElseGet(ConfigKeys.POLICY_COST::defaultValue);
        return found.isEmpty() ? Optional.of(new Charge(policy, cost)) : Optional.empty();
    }

    private static void checkParameters(Policy policy, ThrottledElement site, Problems problems) {
        if (policy.key().needsArguments() && !site.hasParameter(ThrottleKey.class)) {
            problems.add(
                    site.place(),
                    "the key of policy %s is param, and %s has no parameter for it; annotate one with @ThrottleKey"
                            .formatted(policy.name(), site.method().getName()));
        }
    }
}
