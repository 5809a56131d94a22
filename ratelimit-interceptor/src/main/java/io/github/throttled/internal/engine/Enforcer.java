package io.github.throttled.internal.engine;

import io.github.throttled.Decision;
import io.github.throttled.internal.engine.combining.DecisionFactory;
import io.github.throttled.internal.engine.combining.UndecidedCalls;

import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.function.LongSupplier;

/**
 * Decides the calls of one policy, or of one tier of it, on this node. Whoever decides often keeps
 * it: it stays the same when the limits change. Thread-safe.
 */
public final class Enforcer {

    private final String policy;
    private final ManualBans bans;
    private final LongSupplier clock;
    private final UndecidedCalls undecided = new UndecidedCalls();
    private volatile PolicyLimiter limiter;

    /**
     * @param policy its name
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
        return ban == null ? limiter.acquire(key, permits) : Grant.of(during(ban, key, permits));
    }

    /**
     * Admits a call that may turn out to cost nothing: it takes nothing yet, and uses up no quota
     * of others. Whoever knows how it ended {@link Grant#charge charges} it or {@link
     * Grant#giveBack gives back}. Limits that admit a call do so for each of several at a time;
     * what all of them cost in the end may be more than there is. So there is a bound on how many
     * of a key are under way on this node: {@code most} while nothing of the quota is used, and
     * less in proportion when less is left.
     *
     * @param key the partition key
     * @param permits at least 1
     * @param most at least 1
     */
    public Grant begin(String key, long permits, long most) {
        check(permits);
        // Before the limits are asked: who is charged in between is found here or there.
        int underWay = undecided.enter(key);
        Grant grant = limited(key, permits, most, underWay);
        if (!grant.isUndecided()) {
            undecided.leave(key);
        }
        return grant;
    }

    private Grant limited(String key, long permits, long most, int underWay) {
        Decision limits = peek(key, permits);
        if (!limits.allowed()) {
            // A rejection may lead to a ban.
            return acquire(key, permits);
        }
        return underWay > UndecidedCalls.most(most, limits)
                ? Grant.of(DecisionFactory.crowded(limits))
                : Grant.of(limits, undecided(key, permits));
    }

    private Grant.Undecided undecided(String key, long permits) {
        return new Grant.Undecided() {
            @Override
            public Decision charge() {
                try {
                    return limiter.charge(key, permits);
                } finally {
                    undecided.leave(key);
                }
            }

            @Override
            public void run() {
                undecided.leave(key);
            }
        };
    }

    /**
     * Like {@link #acquire}, without a waiting thread. The stage completes within the timeout,
     * never exceptionally, and runs what follows it in the common pool.
     *
     * @throws IllegalArgumentException for fewer than 1 permit
     */
    public CompletionStage<Grant> acquireAsync(String key, long permits) {
        check(permits);
        ManualBan ban = ban(key);
        return ban == null
                ? limiter.acquireAsync(key, permits)
                : CompletableFuture.supplyAsync(() -> Grant.of(during(ban, key, permits)));
    }

    /** What {@link #acquire} would answer, with nothing taken. */
    Decision peek(String key, long permits) {
        ManualBan ban = ban(key);
        return ban == null ? limiter.peek(key, permits) : during(ban, key, permits);
    }

    public PolicyLimiter limiter() {
        return limiter;
    }

    /** Decides by other limits from now on. */
    void become(PolicyLimiter next) {
        limiter = next;
    }

    /** Null for none. */
    private ManualBan ban(String key) {
        ManualBan ban = bans.of(policy, key);
        return ban == null || ban.isOver(clock.getAsLong()) ? null : ban;
    }

    private Decision during(ManualBan ban, String key, long permits) {
        return ban.decision(limiter, key, permits, clock.getAsLong());
    }

    private static void check(long permits) {
        if (permits < 1) {
            throw new IllegalArgumentException("A call costs at least 1 permit, not " + permits);
        }
    }
}
