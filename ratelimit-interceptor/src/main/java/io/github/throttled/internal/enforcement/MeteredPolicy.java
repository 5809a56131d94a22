package io.github.throttled.internal.enforcement;

import io.github.throttled.internal.config.model.Policy;
import io.github.throttled.internal.engine.Enforcer;
import io.github.throttled.internal.engine.Grant;
import io.github.throttled.internal.engine.Limiter;
import io.github.throttled.internal.observability.usage.DecisionCounter;
import io.github.throttled.internal.observability.usage.Outcome;
import io.github.throttled.internal.observability.usage.RestrictedCall;
import io.github.throttled.internal.observability.usage.Usage;

import java.util.concurrent.CompletionStage;

/**
 * A policy, or one tier of it, what decides its calls, and where that is counted.
 *
 * @param policy with the limits of the tier
 * @param tally its own in the usage
 */
record MeteredPolicy(Policy policy, Enforcer enforcer, DecisionCounter tally, Usage usage) {

    /** The begin of a decision that is not timed. */
    private static final long UNTIMED = Long.MIN_VALUE;

    static MeteredPolicy by(Limiter limiter, Usage usage, Policy policy) {
        return new MeteredPolicy(
                policy, limiter.enforcer(policy), usage.tally(policy.name(), policy.tier()), usage);
    }

    /** Admits a call that may turn out to cost nothing, and counts the decision. */
    Grant begin(String key, long permits) {
        long begin = begin();
        return timed(enforcer.begin(key, permits, policy.mostUndecided()), key, begin);
    }

    /** Asks for permits, and counts the decision. */
    Grant acquire(String key, long permits) {
        long begin = begin();
        return timed(enforcer.acquire(key, permits), key, begin);
    }

    /** Like {@link #acquire}, without a waiting thread. */
    CompletionStage<Grant> acquireAsync(String key, long permits) {
        long begin = begin();
        return enforcer.acquireAsync(key, permits).thenApply(grant -> timed(grant, key, begin));
    }

    private long begin() {
        return tally.timesNext() ? System.nanoTime() : UNTIMED;
    }

    private Grant timed(Grant grant, String key, long begin) {
        if (begin != UNTIMED) {
            tally.took(System.nanoTime() - begin);
        }
        return counted(grant, key);
    }

    /**
     * Counts a decision, and tells those who want to know if it hinders the call.
     *
     * @param key the partition key; null if nobody asked for it
     * @return the same
     */
    Grant counted(Grant grant, String key) {
        Outcome outcome = Outcome.of(grant, policy.scope().mode());
        tally.decided(outcome, key);
        if (usage.watchesHindrances() && hinders(grant)) {
            usage.hindered(
                    new RestrictedCall(
                            policy.name(), policy.tier(), outcome, key, grant.decision()));
        }
        return grant;
    }

    /** Most admissions have no decision yet, and need none. */
    private boolean hinders(Grant grant) {
        return !grant.allowed()
                || policy.counting().delaysCalls() && !grant.decision().delay().isZero();
    }
}
