package io.github.throttled.client;

import java.time.Duration;
import java.util.List;
import java.util.Optional;

/** Tracks when the next request to one origin should be sent. Thread-safe. */
final class OriginState {

    private Optional<Duration> rejectedUntil = Optional.empty();
    private List<Budget> budgets = List.of();

    /**
     * Updates the state with a response.
     *
     * <p>The latest limits replace earlier ones. A rejection stays in force even if an earlier
     * request is admitted meanwhile.
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

    /** Returns how long the origin still rejects all requests; zero if it does not. */
    synchronized Duration rejectionLeft(Duration now) {
        Duration left = rejectedUntil.map(until -> until.minus(now)).orElse(Duration.ZERO);
        if (left.isNegative()) {
            rejectedUntil = Optional.empty();
            return Duration.ZERO;
        }
        return left;
    }

    /**
     * Takes a permit for a request and returns how long the request should wait, so that the
     * remaining permits are spread.
     *
     * <p>A request is always sent after this wait: it may cost nothing, and only the server knows.
     *
     * @param longest the most that the request can wait
     */
    synchronized Duration delay(Duration now, Duration longest) {
        budgets = budgets.stream().map(budget -> budget.take(now)).toList();
        return budgets.stream()
                .map(budget -> budget.delay(now, longest))
                .max(Duration::compareTo)
                .orElse(Duration.ZERO);
    }
}
