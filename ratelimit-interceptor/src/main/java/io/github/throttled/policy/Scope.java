package io.github.throttled.policy;

import io.github.throttled.algorithm.Penalty;

import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * Which calls a policy concerns, and how seriously.
 *
 * @param mode what becomes of its decisions
 * @param exempt callers who pass without being counted
 * @param deny callers who never pass; whoever is exempt as well does
 * @param countOn which outcomes cost
 * @param ban what becomes of callers who are rejected again and again
 */
public record Scope(
        Mode mode,
        List<CallerPattern> exempt,
        List<CallerPattern> deny,
        CountOn countOn,
        Optional<Penalty> ban) {

    /** All calls, in earnest. */
    public static final Scope EVERY_CALL =
            new Scope(Mode.ENFORCE, List.of(), List.of(), CountOn.EVERY_CALL, Optional.empty());

    /** Makes the lists immutable. */
    public Scope {
        exempt = List.copyOf(exempt);
        deny = List.copyOf(deny);
    }

    /** Whether it names callers by nothing but their addresses. */
    boolean precedesAuthentication() {
        return Stream.concat(exempt.stream(), deny.stream())
                .allMatch(CallerPattern.Network.class::isInstance);
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

    static Scope read(String policy, ConfigReader reader) {
        return new Scope(
                reader.valueOrDefault(ConfigKeys.POLICY_MODE, policy),
                reader.value(ConfigKeys.POLICY_EXEMPT, policy).orElse(List.of()),
                reader.value(ConfigKeys.POLICY_DENY, policy).orElse(List.of()),
                countOn(policy, reader),
                reader.value(ConfigKeys.POLICY_BAN, policy));
    }
}
