package io.github.throttled.client;

import java.time.Duration;

/**
 * The remaining permits of a server's limit, reduced by the requests sent since its last response.
 *
 * <p>While few permits remain, each request gets a time slot. With n permits left, the next slot is
 * one (n + 1)th of the time until the reset.
 *
 * @param remaining the permits left as far as the client knows; at least 0
 * @param slot when the latest request may be sent
 * @param reset when more permits are available
 * @param pace how requests are spread until the reset
 */
record Budget(long remaining, Duration slot, Duration reset, Pace pace) {

    private enum Pace {
        AS_THEY_COME,
        SPREAD,
        AFTER_RESET
    }

    static Budget of(ServerLimit limit, Duration now) {
        Pace pace = limit.isLow() ? Pace.SPREAD : Pace.AS_THEY_COME;
        return new Budget(
                limit.remaining(),
                now,
                now.plus(limit.reset()),
                limit.remaining() == 0 ? Pace.AFTER_RESET : pace);
    }

    /** Returns the budget after one more request. */
    Budget take(Duration now) {
        if (pace == Pace.AS_THEY_COME || now.compareTo(reset) >= 0) {
            return this;
        }
        Duration from = now.compareTo(slot) > 0 ? now : slot;
        Duration step = reset.minus(from).dividedBy(remaining + 1);
        return new Budget(Math.max(0, remaining - 1), from.plus(step), reset, pace);
    }

    /**
     * Returns how long the latest request should wait.
     *
     * @param longest the most it can wait; if a necessary wait for the reset is longer, waiting
     *     does not help and the result is zero
     */
    Duration delay(Duration now, Duration longest) {
        Duration wait = slot.minus(now);
        if (wait.isNegative()) {
            return Duration.ZERO;
        }
        if (wait.compareTo(longest) <= 0) {
            return wait;
        }
        return pace == Pace.AFTER_RESET ? Duration.ZERO : longest;
    }
}
