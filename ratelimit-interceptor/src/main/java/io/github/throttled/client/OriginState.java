package io.github.throttled.client;

import java.time.Duration;
import java.util.List;
import java.util.Optional;

/** When the next request to one origin should be sent. Thread-safe. */
final class OriginState {

    private Optional<Duration> rejectedUntil = Optional.empty();
    private List<Budget> budgets = List.of();

    /**
     * Takes a response into account. Of limits, what was said last counts; a refusal holds even if
     * a request that was on its way is admitted.
     */
    synchronized void update(RateLimitResponse response, Duration now) {
        response.rejectedFor()
                .map(now::plus)
                .filter(
                        until ->
                                rejectedUntil.isEmpty() || until.compareTo(rejectedUntil.get()) > 0)
                .ifPresent(until -> rejectedUntil = Optional.of(until));
        if (!response.limits().isEmpty()) {
            budgets = response.limits().stream().map(s -> Budget.of(s, now)).toList();
        }
    }

    /** How long the origin still refuses everything; zero if it does not. */
    synchronized Duration rejectionLeft(Duration now) {
        Duration left = rejectedUntil.map(until -> until.minus(now)).orElse(Duration.ZERO);
        if (left.isNegative()) {
            rejectedUntil = Optional.empty();
            return Duration.ZERO;
        }
        return left;
    }

    /**
     * Takes a permit for a request, and tells how long it should wait to spread what remains. It
     * should never be kept for that: a request may be free, and only the server knows.
     *
     * @param longest the most it can wait
     */
    synchronized Duration delay(Duration now, Duration longest) {
        budgets = budgets.stream().map(budget -> budget.take(now)).toList();
        return budgets.stream()
                .map(budget -> budget.delay(now, longest))
                .max(Duration::compareTo)
                .orElse(Duration.ZERO);
    }
}
