package io.github.throttled.rest;

import io.github.throttled.Decision;

import java.time.Duration;
import java.util.Comparator;
import java.util.List;
import java.util.OptionalLong;

/** When a rejected call is worth another try. */
final class RetryAfter {

    private RetryAfter() {}

    /**
     * The value of the {@code Retry-After} field: whole seconds until all of these decisions would
     * admit the call; at least 1, for clients that take 0 for an invitation to hammer. Empty if no
     * waiting helps, or none of the decisions rejects.
     */
    static OptionalLong seconds(List<Decision> decisions) {
        return decisions.stream()
                .filter(decision -> !decision.allowed())
                .map(Decision::retryAfter)
                .max(Comparator.naturalOrder())
                .filter(wait -> !wait.equals(Decision.NEVER))
                .map(RetryAfter::atLeastOneSecond)
                .orElse(OptionalLong.empty());
    }

    private static OptionalLong atLeastOneSecond(Duration wait) {
        return OptionalLong.of(Math.max(1, WholeSeconds.roundedUp(wait)));
    }
}
