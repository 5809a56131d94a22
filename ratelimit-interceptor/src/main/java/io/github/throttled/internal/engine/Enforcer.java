package io.github.throttled.internal.engine;

import io.github.throttled.Decision;
import io.github.throttled.internal.engine.combining.DecisionFactory;
import io.github.throttled.internal.engine.combining.UndecidedCalls;

import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.function.LongSupplier;

/**
 * Decides the calls of one policy, or of one of its tiers, on this node. An enforcer may be kept:
 * it stays the same when the limits change. Thread-safe.
 */
public final class Enforcer {

    private final String policy;
    private final ManualBans bans;
    private final LongSupplier clock;
    private final UndecidedCalls undecided = new UndecidedCalls();
    private volatile PolicyLimiter limiter;

    /**
     * @param policy the name of the policy
     * @param clock milliseconds since the epoch
     */
    Enforcer(String policy, ManualBans bans, LongSupplier clock, PolicyLimiter limiter) {
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
        ManualBan ban = ban(key);
        return ban == null
                ? limiter.acquire(key, permits)
                : Grant.of(banDecision(ban, key, permits));
    }

    /**
     * Like {@link #acquire}, for permits that are not given back.
     *
     * @return null, with nothing taken, if this node does not count for itself
     * @throws IllegalArgumentException for fewer than 1 permit
     */
    public Decision decideLocally(String key, long permits) {
        check(permits);
        return ban(key) == null ? limiter.decideLocally(key, permits) : null;
    }

    /**
     * Admits a call that may cost nothing in the end. The call takes no permits yet, so it uses no
     * quota of other calls. When the call ends, the caller {@link Grant#charge charges} it or
     * {@link Grant#giveBack gives it back}.
     *
     * <p>The limits admit each of several concurrent calls on its own, so together they may cost
     * more than what remains. This method therefore bounds the number of such calls per key on this
     * node. The bound is {@code most} while the quota is unused, and proportionally less when less
     * of the quota remains.
     *
     * @param key the partition key
     * @param permits at least 1
     * @param most at least 1
     */
    public Grant begin(String key, long permits, long most) {
        check(permits);
        // Count this call before asking the limits: a call that is charged in between is then seen
        // in one of the two.
        int running = undecided.begin(key);
        Grant grant = admitUndecided(key, permits, most, running);
        if (!grant.isUndecided()) {
            undecided.end(key);
        }
        return grant;
    }

    private Grant admitUndecided(String key, long permits, long most, int running) {
        Decision limits = peek(key, permits);
        if (!limits.allowed()) {
            // A rejection may lead to a ban.
            return acquire(key, permits);
        }
        return running > UndecidedCalls.bound(most, limits)
                ? Grant.of(DecisionFactory.tooManyUndecided(limits))
                : Grant.of(limits, undecided(key, permits));
    }

    private Grant.Undecided undecided(String key, long permits) {
        return new Grant.Undecided() {
            @Override
            public Decision charge() {
                try {
                    return limiter.charge(key, permits);
                } finally {
                    undecided.end(key);
                }
            }

            @Override
            public void run() {
                undecided.end(key);
            }
        };
    }

    /**
     * Like {@link #acquire}, without a waiting thread. The stage completes within the timeout and
     * never exceptionally. Its dependents run in the common pool.
     *
     * @throws IllegalArgumentException for fewer than 1 permit
     */
    public CompletionStage<Grant> acquireAsync(String key, long permits) {
        check(permits);
        ManualBan ban = ban(key);
        return ban == null
                ? limiter.acquireAsync(key, permits)
                : CompletableFuture.supplyAsync(() -> Grant.of(banDecision(ban, key, permits)));
    }

    /** The decision that {@link #acquire} would return; takes nothing. */
    Decision peek(String key, long permits) {
        ManualBan ban = ban(key);
        return ban == null ? limiter.peek(key, permits) : banDecision(ban, key, permits);
    }

    public PolicyLimiter limiter() {
        return limiter;
    }

    /** Decides by other limits from now on. */
    void setLimiter(PolicyLimiter next) {
        limiter = next;
    }

    /** The ban of the key; null for none. */
    private ManualBan ban(String key) {
        ManualBan ban = bans.of(policy, key);
        return ban == null || ban.isOver(clock.getAsLong()) ? null : ban;
    }

    private Decision banDecision(ManualBan ban, String key, long permits) {
        return ban.decision(limiter, key, permits, clock.getAsLong());
    }

    private static void check(long permits) {
        if (permits < 1) {
            throw new IllegalArgumentException("A call costs at least 1 permit, not " + permits);
        }
    }
}
