package io.github.throttled.engine;

import io.github.throttled.Decision;

import java.util.concurrent.CompletionStage;

/**
 * Decides the calls of one policy, or of one tier of it, on this node. Whoever decides often keeps
 * it: it stays the same when the limits change. Thread-safe.
 */
public final class Enforcer {

    private volatile PolicyLimiter limiter;

    Enforcer(PolicyLimiter limiter) {
        this.limiter = limiter;
    }

    /**
     * Takes permits if all limits of the policy admit them. Returns within the timeout.
     *
     * @param key the partition key
     * @param permits at least 1
     * @throws IllegalArgumentException for fewer than 1 permit
     */
    public Decision decide(String key, long permits) {
        check(permits);
        return limiter.take(key, permits);
    }

    /**
     * Like {@link #decide}, for those who want to know no more than whether the call may go on.
     *
     * @throws IllegalArgumentException for fewer than 1 permit
     */
    public boolean takes(String key, long permits) {
        check(permits);
        return limiter.takes(key, permits);
    }

    /**
     * Like {@link #decide}, for a caller who may have to give back what was taken.
     *
     * @throws IllegalArgumentException for fewer than 1 permit
     */
    public Grant acquire(String key, long permits) {
        check(permits);
        return limiter.acquire(key, permits);
    }

    /**
     * Like {@link #acquire}, without a waiting thread. The stage completes within the timeout,
     * never exceptionally, and runs what follows it in the common pool.
     *
     * @throws IllegalArgumentException for fewer than 1 permit
     */
    public CompletionStage<Grant> acquireAsync(String key, long permits) {
        check(permits);
        return limiter.acquireAsync(key, permits);
    }

    PolicyLimiter limiter() {
        return limiter;
    }

    /** Decides by other limits from now on. */
    void become(PolicyLimiter next) {
        limiter = next;
    }

    private static void check(long permits) {
        if (permits < 1) {
            throw new IllegalArgumentException("A call costs at least 1 permit, not " + permits);
        }
    }
}
