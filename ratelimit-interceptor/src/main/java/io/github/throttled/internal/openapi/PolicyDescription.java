package io.github.throttled.internal.openapi;

import io.github.throttled.QuotaUnit;
import io.github.throttled.internal.config.model.Limit;
import io.github.throttled.internal.config.model.Policy;
import io.github.throttled.internal.config.syntax.DurationSyntax;
import io.github.throttled.internal.config.syntax.KebabCase;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;

/** Describes policies for users of the API, without internal details. */
final class PolicyDescription {

    /** The extension of an operation that contains the policies. */
    static final String EXTENSION = "x-throttled";

    private PolicyDescription() {}

    /**
     * Returns a sentence: {@code Too many requests. Limits: search (10 in 1 minute; gold: 60 in 1
     * minute).}
     */
    static String sentence(List<Policy> policies) {
        return policies.stream()
                .map(policy -> policy.name() + " (" + words(policy) + ')')
                .collect(Collectors.joining(", ", "Too many requests. Limits: ", "."));
    }

    private static String words(Policy policy) {
        StringBuilder words = new StringBuilder(words(policy, policy.limits()));
        if (policy.counting().burst() > 0) {
            words.append(", ").append(policy.counting().burst()).append(" at once");
        }
        policy.tiers()
                .forEach(
                        (tier, limits) ->
                                words.append("; ")
                                        .append(tier)
                                        .append(": ")
                                        .append(words(policy, limits)));
        return words.toString();
    }

    /** Returns the policies as the value of the extension. */
    static List<Map<String, Object>> extension(List<Policy> policies) {
        return policies.stream().map(PolicyDescription::map).toList();
    }

    private static Map<String, Object> map(Policy policy) {
        Map<String, Object> map = new LinkedHashMap<>();
        map.put("policy", policy.name());
        map.put("strategy", policy.counting().strategy().configName());
        map.put("limits", limits(policy.limits()));
        if (policy.quotaUnit() != QuotaUnit.REQUESTS) {
            map.put("quota-unit", KebabCase.of(policy.quotaUnit()));
        }
        if (policy.counting().burst() > 0) {
            map.put("burst", policy.counting().burst());
        }
        if (!policy.tiers().isEmpty()) {
            Map<String, Object> tiers = new LinkedHashMap<>();
            policy.tiers().forEach((tier, of) -> tiers.put(tier, limits(of)));
            map.put("tiers", tiers);
        }
        return map;
    }

    private static List<Map<String, Object>> limits(List<Limit> limits) {
        return limits.stream().map(PolicyDescription::map).toList();
    }

    private static Map<String, Object> map(Limit limit) {
        Map<String, Object> map = new LinkedHashMap<>();
        map.put("quota", limit.quota());
        if (!limit.window().isZero()) {
            map.put("window", limit.window().toString());
        }
        return map;
    }

    private static String words(Policy policy, List<Limit> limits) {
        return limits.stream()
                .map(limit -> words(limit, policy.quotaUnit()))
                .collect(Collectors.joining(", "));
    }

    private static String words(Limit limit, QuotaUnit unit) {
        if (limit.window().isZero()) {
            return limit.quota() + " at a time";
        }
        String permits = unit == QuotaUnit.CONTENT_BYTES ? " bytes in " : " in ";
        return limit.quota() + permits + DurationSyntax.words(limit.window());
    }
}
