package io.github.throttled.cdi;

import io.github.throttled.engine.Enforcer;
import io.github.throttled.engine.Grant;
import io.github.throttled.engine.Limiter;
import io.github.throttled.operate.usage.Outcome;
import io.github.throttled.operate.usage.Tally;
import io.github.throttled.operate.usage.Usage;
import io.github.throttled.policy.Policy;

/**
 * A policy, or one tier of it, what decides its calls, and where that is counted.
 *
 * @param policy with the limits of the tier
 */
record Enforced(Policy policy, Enforcer enforcer, Tally tally) {

    static Enforced by(Limiter limiter, Usage usage, Policy policy) {
        return new Enforced(
                policy, limiter.enforcer(policy), usage.tally(policy.name(), policy.tier()));
    }

    /**
     * Counts a decision.
     *
     * @param key the partition key; null if nobody asked for it
     * @param nanos how long it took
     */
    void decided(Grant grant, String key, long nanos) {
        tally.decided(Outcome.of(grant, policy.scope().mode()), key, nanos);
    }
}
