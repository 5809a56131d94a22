package io.github.throttled.engine;

import io.github.throttled.Decision;

import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.function.LongSupplier;

/**
 * Decides the calls of one policy, or of one tier of it, on this node. Whoever decides often keeps
 * it: it stays the same when the limits change. Thread-safe.
 */
public final class Enforcer {

    private final String policy;
    private final Bans bans;
    private final LongSupplier clock;
    private volatile PolicyLimiter limiter;

    /**
     * @param policy its name
     * @param clock milliseconds since the epoch
     */
    Enforcer(String policy, Bans bans, LongSupplier clock, PolicyLimiter limiter) {
        this.policy = policy;
        this.bans = bans;
        this.clock = clock;
        this.limiter = limiter;
    }

    /**
     * Takes permits if all limits of the policy admit them. Returns within the timeout.
     *
     * @param key the partition key
     * @param permits at least 1
     * @throws IllegalArgumentException for fewer than 1 permit
     */
    public Grant acquire(String key, long permits) {
        check(permits);
        Ban ban = ban(key);
        return ban == null ? limiter.acquire(key, permits) : Grant.of(during(ban, key, permits));
    }

    /**
     * Like {@link #acquire}, without a waiting thread. The stage completes within the timeout,
     * never exceptionally, and runs what follows it in the common pool.
     *
     * @throws IllegalArgumentException for fewer than 1 permit
     */
    public CompletionStage<Grant> acquireAsync(String key, long permits) {
        check(permits);
        Ban ban = ban(key);
        return ban == null
                ? limiter.acquireAsync(key, permits)
                : CompletableFuture.supplyAsync(() -> Grant.of(during(ban, key, permits)));
    }

    /** What {@link #acquire} would answer, with nothing taken. */
    Decision peek(String key, long permits) {
        Ban ban = ban(key);
        return ban == null ? limiter.peek(key, permits) : during(ban, key, permits);
    }

    PolicyLimiter limiter() {
        return limiter;
    }

    /** Decides by other limits from now on. */
    void become(PolicyLimiter next) {
        limiter = next;
    }

    /** Null for none. */
    private Ban ban(String key) {
        Ban ban = bans.of(policy, key);
        return ban == null || ban.isOver(clock.getAsLong()) ? null : ban;
    }

    private Decision during(Ban ban, String key, long permits) {
        return ban.decision(limiter, key, permits, clock.getAsLong());
    }

    private static void check(long permits) {
        if (permits < 1) {
            throw new IllegalArgumentException("A call costs at least 1 permit, not " + permits);
        }
    }
}
