package io.github.throttled.client;

import java.time.Duration;

/**
 * What remains of a limit, less what was taken since the server spoke. While little remains, each
 * request has a slot: with n permits left, the next slot is an (n + 1)th of the way to the reset.
 *
 * @param remaining 0 if it is all taken, as far as we know
 * @param slot when the latest request may be sent
 * @param reset when there is more
 * @param pace how requests go until then
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

    /** The same after one more request. */
    Budget take(Duration now) {
        if (pace == Pace.AS_THEY_COME || now.compareTo(reset) >= 0) {
            return this;
        }
        Duration from = now.compareTo(slot) > 0 ? now : slot;
        Duration step = reset.minus(from).dividedBy(remaining + 1);
        return new Budget(Math.max(0, remaining - 1), from.plus(step), reset, pace);
    }

    /**
     * How long the latest request should wait.
     *
     * @param longest the most it can wait; if that is not enough for a reset that the server told
     *     to be necessary, waiting is no use at all
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
