package io.github.throttled.internal.config.model;

import io.github.throttled.internal.algorithm.BanRule;

import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * The calls that a policy applies to, and how its decisions are applied.
 *
 * @param mode how decisions are applied
 * @param exempt callers that are admitted without being counted
 * @param deny callers that are always rejected, unless they are exempt as well
 * @param countOn the outcomes that cost
 * @param ban the ban of callers that are rejected again and again
 */
public record Scope(
        Mode mode,
        List<CallerPattern> exempt,
        List<CallerPattern> deny,
        CountOn countOn,
        Optional<BanRule> ban) {

    /** All calls; decisions are enforced. */
    public static final Scope EVERY_CALL =
            new Scope(Mode.ENFORCE, List.of(), List.of(), CountOn.EVERY_CALL, Optional.empty());

    /** Makes the lists immutable. */
    public Scope {
        exempt = List.copyOf(exempt);
        deny = List.copyOf(deny);
    }

    /** Whether it matches callers only by their addresses. */
    boolean precedesAuthentication() {
        return Stream.concat(exempt.stream(), deny.stream())
                .allMatch(CallerPattern.Network.class::isInstance);
    }

    /** Whether it exempts callers by their names or roles. */
    boolean exemptsUsers() {
        return !exempt.stream().allMatch(CallerPattern.Network.class::isInstance);
    }
}
