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
 * @param config where it stands
 * @param names which policies have which tiers
 * @param onStoreFailure who decides when the store does not answer, for policies that do not say
 * @param beans what it can name
 */
record PolicyReader(
        Config config, PropertyNames names, OnStoreFailure onStoreFailure, BeanNames beans) {

    /**
     * What the configuration alone says.
     *
     * @return empty if it says nothing of a limit, which is no problem yet, or something wrong
     */
    Optional<PolicyDefinition> read(String name, Problems problems) {
        String where = ConfigKeys.POLICY_LIMIT.of(name);
        return read(
                name, PolicyAttributes.NONE, PolicyDefinition.By.CONFIGURATION, where, problems);
    }

    /** What the configuration says, and where it is silent what an annotation at this site says. */
    Optional<PolicyDefinition> read(String name, ElementMembers members, Problems problems) {
        return read(
                name,
                members.terms(),
                PolicyDefinition.By.NAMED_SITE,
                members.site().place(),
                problems);
    }

    /** What an annotation at this site says. */
    Optional<PolicyDefinition> inline(ElementMembers members, Problems problems) {
        return new PolicyDraft(members.site().policyName(), members.terms())
                .toPolicy(onStoreFailure, beans, problems)
                .map(
                        policy ->
                                new PolicyDefinition(
                                        policy,
                                        Optional.empty(),
                                        PolicyDefinition.By.INLINE_SITE,
                                        members.site().place()));
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
        // A limit that is wrong is not one that is missing.
        Optional<Policy> policy =
                found.isEmpty() ? draft.toPolicy(onStoreFailure, beans, found) : Optional.empty();
        problems.addAll(found);
        return policy.map(p -> new PolicyDefinition(p, draft.cost(), by, where));
    }

    private PolicyDraft draft(String name, PolicyAttributes defaults, ConfigReader reader) {
        PolicyAttributes configured =
                new PolicyAttributes(
                        reader.said(ConfigKeys.POLICY_LIMIT, name),
                        reader.said(ConfigKeys.POLICY_STRATEGY, name),
                        reader.said(ConfigKeys.POLICY_KEY, name));
        return new PolicyDraft(
                name,
                configured.or(defaults),
                tiers(name, reader),
                reader.said(ConfigKeys.POLICY_SEGMENTS, name),
                reader.said(ConfigKeys.POLICY_BURST, name),
                reader.said(ConfigKeys.POLICY_MAX_WAIT, name),
                reader.said(ConfigKeys.POLICY_LEASE, name),
                reader.said(ConfigKeys.POLICY_ZONE, name),
                reader.said(ConfigKeys.POLICY_COST, name),
                scope(name, reader),
                reader.said(ConfigKeys.POLICY_MAX_KEYS, name),
                reader.said(ConfigKeys.POLICY_ON_STORE_FAILURE, name),
                reader.said(ConfigKeys.POLICY_DURABLE, name));
    }

    private Map<String, Sourced<List<Limit>>> tiers(String policy, ConfigReader reader) {
        Map<String, Sourced<List<Limit>>> tiers = new TreeMap<>();
        for (String tier : names.tiers(policy)) {
            reader.said(ConfigKeys.TIER_LIMIT, policy, tier)
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
            reader.isWrong(
                    ConfigKeys.POLICY_MAX_UNDECIDED.of(policy),
                    "every call of this policy costs, however it ends; remove it, or set %s"
                            .formatted(ConfigKeys.POLICY_COUNT_ON.of(policy)));
        }
        return undecided.map(outcomes::atMost).orElse(outcomes);
    }
}
