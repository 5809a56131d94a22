package io.github.throttled.client;

import io.github.throttled.client.StructuredList.Member;

import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;

/**
 * Reads the fields of draft-ietf-httpapi-ratelimit-headers, 10 and 11. An item without {@code t}
 * says nothing about when to send a request, so it is skipped.
 */
final class IetfFields {

    static final String STATE = "RateLimit";
    static final String POLICY = "RateLimit-Policy";

    /** An upper bound for the limits of one response. */
    private static final int MOST = 32;

    private IetfFields() {}

    /** Returns the limits for which both the remaining permits and the reset are known. */
    static List<ServerLimit> limits(Optional<String> state, Optional<String> policy) {
        List<Member> states = members(state);
        Map<String, Long> quotas = states.isEmpty() ? Map.of() : quotas(members(policy));
        return states.stream()
                .filter(member -> isNatural(member, "r") && isNatural(member, "t"))
                .map(member -> limit(member, quotas))
                .toList();
    }

    private static ServerLimit limit(Member state, Map<String, Long> quotas) {
        Long quota = quotas.get(state.name());
        return new ServerLimit(
                quota == null ? OptionalLong.empty() : OptionalLong.of(quota),
                state.integers().get("r"),
                RateLimitResponse.bounded(Duration.ofSeconds(state.integers().get("t"))));
    }

    private static Map<String, Long> quotas(List<Member> policies) {
        Map<String, Long> quotas = new HashMap<>();
        policies.stream()
                .filter(policy -> isNatural(policy, "q"))
                .forEach(policy -> quotas.put(policy.name(), policy.integers().get("q")));
        return quotas;
    }

    private static List<Member> members(Optional<String> field) {
        return field.map(StructuredList::parse).orElse(List.of()).stream().limit(MOST).toList();
    }

    private static boolean isNatural(Member member, String parameter) {
        return member.integers().getOrDefault(parameter, -1L) >= 0;
    }
}
