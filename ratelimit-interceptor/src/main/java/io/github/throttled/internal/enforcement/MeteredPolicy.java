package io.github.throttled.internal.enforcement;

import io.github.throttled.Decision;
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
 * A policy, or one tier of it, with the limiter that decides and the counter that records its
 * decisions.
 *
 * @param policy with the limits of the tier
 * @param counter counts the decisions of this policy and tier
 */
record MeteredPolicy(Policy policy, Enforcer enforcer, DecisionCounter counter, Usage usage) {

    /** The start time of a decision whose duration is not measured. */
    private static final long UNTIMED = Long.MIN_VALUE;

    static MeteredPolicy by(Limiter limiter, Usage usage, Policy policy) {
        return new MeteredPolicy(
                policy,
                limiter.enforcer(policy),
                usage.counter(policy.name(), policy.tier()),
                usage);
    }

    /**
     * Decides on a call whose outcome determines whether it costs anything, and counts the
     * decision.
     */
    Grant begin(String key, long permits) {
        long begin = begin();
        return timed(enforcer.begin(key, permits, policy.mostUndecided()), key, begin);
    }

    /** Acquires permits and counts the decision. */
    Grant acquire(String key, long permits) {
        long begin = begin();
        return timed(enforcer.acquire(key, permits), key, begin);
    }

    /** Acquires permits that are not given back, and counts the decision. */
    Decision decide(String key, long permits) {
        long begin = begin();
        Decision local = enforcer.decideLocally(key, permits);
        if (local == null) {
            return timed(enforcer.acquire(key, permits), key, begin).decision();
        }
        recordDuration(begin);
        Outcome outcome = Outcome.of(local, policy.scope().mode());
        counter.decided(outcome, key);
        if (mayRestrict(local.allowed())) {
            tellRestriction(outcome, key, local);
        }
        return local;
    }

    /** Like {@link #acquire}, without blocking the calling thread. */
    CompletionStage<Grant> acquireAsync(String key, long permits) {
        long begin = begin();
        return enforcer.acquireAsync(key, permits).thenApply(grant -> timed(grant, key, begin));
    }

    private long begin() {
        return counter.isNextTimed() ? System.nanoTime() : UNTIMED;
    }

    private Grant timed(Grant grant, String key, long begin) {
        recordDuration(begin);
        return counted(grant, key);
    }

    private void recordDuration(long begin) {
        if (begin != UNTIMED) {
            counter.recordDuration(System.nanoTime() - begin);
        }
    }

    /**
     * Counts a decision and notifies the listeners if the policy rejected or delayed the call.
     *
     * @param key the partition key; null if the decision needed none
     * @return the given grant
     */
    Grant counted(Grant grant, String key) {
        Outcome outcome = Outcome.of(grant, policy.scope().mode());
        counter.decided(outcome, key);
        if (mayRestrict(grant.allowed())) {
            tellRestriction(outcome, key, grant.decision());
        }
        return grant;
    }

    /** False for most admissions, which have not created their decision yet. */
    private boolean mayRestrict(boolean allowed) {
        return usage.hasRestrictionListeners() && (!allowed || policy.counting().delaysCalls());
    }

    private void tellRestriction(Outcome outcome, String key, Decision decision) {
        if (!decision.allowed() || !decision.delay().isZero()) {
            usage.restricted(
                    new RestrictedCall(policy.name(), policy.tier(), outcome, key, decision));
        }
    }
}
