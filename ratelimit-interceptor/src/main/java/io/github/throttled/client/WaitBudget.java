package io.github.throttled.client;

import java.io.InterruptedIOException;
import java.time.Duration;
import java.util.function.Function;

/** The remaining time that one request may wait. */
final class WaitBudget {

    private final TimeSource time;
    private final Duration end;

    WaitBudget(Duration maxWait, TimeSource time) {
        this.time = time;
        this.end = time.now().plus(maxWait);
    }

    /** Returns the remaining time; never negative. */
    Duration left() {
        Duration left = end.minus(time.now());
        return left.isNegative() ? Duration.ZERO : left;
    }

    /**
     * Waits until no wait remains. Checks again after each wait, because the server may have
     * rejected another request meanwhile.
     *
     * @param remainingWait returns the necessary wait at a given time; zero if there is none
     * @return false, at once, if a wait exceeds the remaining time
     * @throws InterruptedIOException if the thread is interrupted; its interrupt status stays set
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
     * @throws InterruptedIOException if the thread is interrupted; its interrupt status stays set
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
