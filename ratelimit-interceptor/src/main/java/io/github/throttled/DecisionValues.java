package io.github.throttled;

import io.github.throttled.Decision.LimitState;
import io.github.throttled.Decision.Reason;

import java.time.Duration;
import java.util.List;
import java.util.Objects;

/** All that a {@link Decision} tells, if it was known when the decision was made. */
record DecisionValues(
        boolean allowed,
        String policy,
        long quota,
        long remaining,
        Duration resetAfter,
        Duration retryAfter,
        Duration delay,
        List<LimitState> limits,
        Reason reason,
        String partition)
        implements Decision.Source {

    /**
     * Checks and copies.
     *
     * @throws NullPointerException if a parameter is null
     * @throws IllegalArgumentException if {@code allowed} and {@code reason} contradict each other
     */
    DecisionValues {
        Objects.requireNonNull(policy, "policy");
        Objects.requireNonNull(resetAfter, "resetAfter");
        Objects.requireNonNull(retryAfter, "retryAfter");
        Objects.requireNonNull(delay, "delay");
        Objects.requireNonNull(reason, "reason");
        Objects.requireNonNull(partition, "partition");
        limits = List.copyOf(limits);
        if (allowed != (reason == Reason.ADMITTED)) {
            throw new IllegalArgumentException(
                    "A call cannot be allowed: " + allowed + " for the reason " + reason + ".");
        }
    }

    /** What a decision tells that computes it when asked. */
    static DecisionValues of(Decision decision) {
        return new DecisionValues(
                decision.allowed(),
                decision.policy(),
                decision.limit(),
                decision.remaining(),
                decision.resetAfter(),
                decision.retryAfter(),
                decision.delay(),
                decision.limits(),
                decision.reason(),
                decision.partition());
    }

    /** The state of the deciding limit, whose window is among {@link #limits}. */
    @Override
    public LimitState state(long first, long second, long atMillis) {
        return new LimitState(quota, Duration.ZERO, remaining, resetAfter, retryAfter);
    }

    @Override
    public String toString() {
        return "Decision[allowed=%s, policy=%s, limit=%d, remaining=%d, resetAfter=%s, "
                        .formatted(allowed, policy, quota, remaining, resetAfter)
                + "retryAfter=%s, delay=%s, limits=%s, reason=%s, partition=%s]"
                        .formatted(retryAfter, delay, limits, reason, partition);
    }
}
