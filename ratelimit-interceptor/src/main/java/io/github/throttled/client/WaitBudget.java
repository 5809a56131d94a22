package io.github.throttled.client;

import java.io.InterruptedIOException;
import java.time.Duration;
import java.util.function.Function;

/** How long one request may still wait. */
final class WaitBudget {

    private final TimeSource time;
    private final Duration end;

    WaitBudget(Duration maxWait, TimeSource time) {
        this.time = time;
        this.end = time.now().plus(maxWait);
    }

    /** What is left of it; never negative. */
    Duration left() {
        Duration left = end.minus(time.now());
        return left.isNegative() ? Duration.ZERO : left;
    }

    /**
     * Waits until nothing stands in the way, asking again after each wait: meanwhile, another
     * request may have been refused.
     *
     * @param obstacle how long it takes, as of a time; zero if there is none
     * @return false, at once, if that is longer than what is left
     */
    boolean awaitClear(Function<Duration, Duration> remainingWait) throws InterruptedIOException {
        for (Duration wait = remainingWait.apply(time.now());
                !wait.isZero();
                wait = remainingWait.apply(time.now())) {
            if (wait.compareTo(left()) > 0) {
                return false;
            }
            spend(wait);
        }
        return true;
    }

    /**
     * Waits.
     *
     * @throws InterruptedIOException if the thread is interrupted, which it then still is
     */
    void spend(Duration wait) throws InterruptedIOException {
        if (wait.isZero()) {
            return;
        }
        try {
            time.pause(wait);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new InterruptedIOException("interrupted while waiting to send a request");
        }
    }
}
