package io.github.throttled.internal.config.model;

import io.github.throttled.internal.algorithm.BanRule;

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
        Optional<BanRule> ban) {

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
}
