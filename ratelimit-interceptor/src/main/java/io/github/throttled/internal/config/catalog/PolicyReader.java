package io.github.throttled.internal.config.catalog;

import io.github.throttled.internal.config.model.CountOn;
import io.github.throttled.internal.config.model.Limit;
import io.github.throttled.internal.config.model.OnStoreFailure;
import io.github.throttled.internal.config.model.Policy;
import io.github.throttled.internal.config.model.Scope;
import io.github.throttled.internal.config.reader.ConfigKeys;
import io.github.throttled.internal.config.reader.ConfigReader;
import io.github.throttled.internal.config.reader.Problems;
import io.github.throttled.internal.config.reader.PropertyNames;
import io.github.throttled.internal.config.reader.Sourced;

import org.eclipse.microprofile.config.Config;

import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/**
 * Reads {@code throttled.policy.NAME.}.
 *
 * @param config has the values
 * @param names knows the tiers of each policy
 * @param onStoreFailure applies to policies that do not set it
 * @param beans the beans that policies can name
 */
record PolicyReader(
        Config config, PropertyNames names, OnStoreFailure onStoreFailure, BeanNames beans) {

    /**
     * Reads a policy from the configuration alone.
     *
     * @return empty if an attribute is invalid; also empty if there is no limit, which is no
     *     problem yet
     */
    Optional<PolicyDefinition> read(String name, Problems problems) {
        String where = ConfigKeys.POLICY_LIMIT.of(name);
        return read(
                name, PolicyAttributes.NONE, PolicyDefinition.By.CONFIGURATION, where, problems);
    }

    /**
     * Reads a policy from the configuration, which takes precedence, and from the annotation of an
     * element.
     */
    Optional<PolicyDefinition> read(String name, ElementMembers members, Problems problems) {
        return read(
                name,
                members.attributes(),
                PolicyDefinition.By.NAMED_ELEMENT,
                members.element().place(),
                problems);
    }

    /** Reads a policy from the annotation of an element alone. */
    Optional<PolicyDefinition> inline(ElementMembers members, Problems problems) {
        return new PolicyDraft(members.element().policyName(), members.attributes())
                .toPolicy(onStoreFailure, beans, problems)
                .map(
                        policy ->
                                new PolicyDefinition(
                                        policy,
                                        Optional.empty(),
                                        PolicyDefinition.By.INLINE_ELEMENT,
                                        members.element().place()));
    }

    private Optional<PolicyDefinition> read(
            String name,
            PolicyAttributes defaults,
            PolicyDefinition.By by,
            String where,
            Problems problems) {
        Problems found = new Problems();
        ConfigReader reader = new ConfigReader(config, found);
        PolicyDraft draft = draft(name, defaults, reader);
        // An invalid limit is not a missing one.
        Optional<Policy> policy =
                found.isEmpty() ? draft.toPolicy(onStoreFailure, beans, found) : Optional.empty();
        problems.addAll(found);
        return policy.map(p -> new PolicyDefinition(p, draft.cost(), by, where));
    }

    private PolicyDraft draft(String name, PolicyAttributes defaults, ConfigReader reader) {
        PolicyAttributes configured =
                new PolicyAttributes(
                        reader.sourced(ConfigKeys.POLICY_LIMIT, name),
                        reader.sourced(ConfigKeys.POLICY_STRATEGY, name),
                        reader.sourced(ConfigKeys.POLICY_KEY, name));
        return new PolicyDraft(
                name,
                configured.or(defaults),
                tiers(name, reader),
                reader.sourced(ConfigKeys.POLICY_SEGMENTS, name),
                reader.sourced(ConfigKeys.POLICY_BURST, name),
                reader.sourced(ConfigKeys.POLICY_MAX_WAIT, name),
                reader.sourced(ConfigKeys.POLICY_LEASE, name),
                reader.sourced(ConfigKeys.POLICY_ZONE, name),
                reader.sourced(ConfigKeys.POLICY_COST, name),
                reader.sourced(ConfigKeys.POLICY_QUOTA_UNIT, name),
                scope(name, reader),
                reader.sourced(ConfigKeys.POLICY_MAX_KEYS, name),
                reader.sourced(ConfigKeys.POLICY_ON_STORE_FAILURE, name),
                reader.sourced(ConfigKeys.POLICY_DURABLE, name));
    }

    private Map<String, Sourced<List<Limit>>> tiers(String policy, ConfigReader reader) {
        Map<String, Sourced<List<Limit>>> tiers = new TreeMap<>();
        for (String tier : names.tiers(policy)) {
            reader.sourced(ConfigKeys.TIER_LIMIT, policy, tier)
                    .ifPresent(limits -> tiers.put(tier, limits));
        }
        return tiers;
    }

    private static Scope scope(String policy, ConfigReader reader) {
        return new Scope(
                reader.valueOrDefault(ConfigKeys.POLICY_MODE, policy),
                reader.value(ConfigKeys.POLICY_EXEMPT, policy).orElse(List.of()),
                reader.value(ConfigKeys.POLICY_DENY, policy).orElse(List.of()),
                countOn(policy, reader),
                reader.value(ConfigKeys.POLICY_BAN, policy));
    }

    private static CountOn countOn(String policy, ConfigReader reader) {
        CountOn outcomes =
                reader.value(ConfigKeys.POLICY_COUNT_ON, policy).orElse(CountOn.EVERY_CALL);
        Optional<Long> undecided = reader.value(ConfigKeys.POLICY_MAX_UNDECIDED, policy);
        if (undecided.isPresent() && outcomes.isEveryCall()) {
            reader.addProblem(
                    ConfigKeys.POLICY_MAX_UNDECIDED.of(policy),
                    "every call of this policy costs, however it ends; remove it, or set %s"
                            .formatted(ConfigKeys.POLICY_COUNT_ON.of(policy)));
        }
        return undecided.map(outcomes::atMost).orElse(outcomes);
    }
}
