package io.github.throttled.client;

import java.io.InterruptedIOException;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import java.util.function.UnaryOperator;

/**
 * Decides when requests are sent and waits until then. Thread-safe.
 *
 * @param maxWait the longest wait of a request; not negative, and at most 366 days
 * @param origins the state of all servers
 * @param time the clock
 */
record RequestPacer(Duration maxWait, Origins origins, TimeSource time) {

    private static final Duration LONGEST = Duration.ofDays(366);

    RequestPacer {
        if (maxWait.isNegative() || maxWait.compareTo(LONGEST) > 0) {
            throw new IllegalArgumentException(
                    "max-wait is " + maxWait + "; it can be zero to 366 days");
        }
    }

    /**
     * Waits until a request may be sent.
     *
     * @return empty if the request may be sent; else how long the origin still rejects all
     *     requests, which is longer than the request can wait
     * @throws InterruptedIOException if the thread is interrupted; its interrupt status stays set
     */
    Optional<Duration> await(Origin origin) throws InterruptedIOException {
        OriginState state = origins.state(origin);
        WaitBudget budget = new WaitBudget(maxWait, time);
        boolean free = budget.awaitClear(state::rejectionLeft);
        if (free) {
            budget.spend(state.delay(time.now(), budget.left()));
            // The server may have rejected another request meanwhile.
            free = budget.awaitClear(state::rejectionLeft);
        }
        return free ? Optional.empty() : Optional.of(state.rejectionLeft(time.now()));
    }

    /**
     * Updates the state of an origin with a response.
     *
     * @param fields the whole value of a field; null if there is none
     */
    void update(Origin origin, int status, UnaryOperator<String> fields) {
        Instant date = time.date();
        origins.state(origin).update(RateLimitResponse.of(status, fields, date), time.now());
    }
}
