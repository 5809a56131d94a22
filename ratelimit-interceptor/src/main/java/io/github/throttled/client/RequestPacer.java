package io.github.throttled.client;

import io.github.throttled.internal.config.catalog.SettingsReader;

import org.eclipse.microprofile.config.ConfigProvider;

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

    /** Shared, because a Rest Client is created anew for each injection. */
    private static final Origins SHARED = new Origins();

    RequestPacer {
        if (maxWait.isNegative() || maxWait.compareTo(LONGEST) > 0) {
            throw new IllegalArgumentException(
                    "max-wait is " + maxWait + "; it can be zero to 366 days");
        }
    }

    /**
     * Creates a pacer that waits as long as configured, and shares the state of origins.
     *
     * @throws IllegalArgumentException if the configured value is invalid
     */
    static RequestPacer ofConfig() {
        return new RequestPacer(
                SettingsReader.ofClients(ConfigProvider.getConfig()).maxWait(),
                SHARED,
                TimeSource.SYSTEM);
    }

    /** Creates a pacer with its own state of origins. */
    static RequestPacer of(Duration maxWait) {
        return new RequestPacer(maxWait, new Origins(), TimeSource.SYSTEM);
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
