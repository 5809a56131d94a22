package io.github.throttled.internal.engine;

import io.github.throttled.Decision;
import io.github.throttled.internal.algorithm.Counter;
import io.github.throttled.internal.algorithm.Limits;
import io.github.throttled.internal.engine.combining.CachedRejection;
import io.github.throttled.internal.engine.combining.DecisionFactory;
import io.github.throttled.internal.engine.combining.LastSeen;
import io.github.throttled.internal.engine.lease.Lease;
import io.github.throttled.internal.engine.lease.Leases;

/**
 * What this node can answer without asking the store: it has permits on lease, or knows that there
 * are none.
 */
record CachedDecider(String policy, Limits limits, LastSeen lastSeen, Leases leases) {

    /**
     * Admits a call with permits that this node has.
     *
     * @return the lease that they are of; null if it has not enough
     */
    Lease use(String key, long permits, long nowMillis) {
        Lease lease = leases.of(key);
        return lease != null && lease.use(permits, nowMillis) ? lease : null;
    }

    /** What a call is told that was admitted with permits of a lease. */
    Decision admission(Lease lease, long nowMillis) {
        Counter counter = limits.open(lease.state(), nowMillis);
        counter.giveBack(lease.unused(nowMillis));
        return DecisionFactory.leased(policy, counter.peek(1));
    }

    /** The decision of a call that is refused for certain; null if the store has to be asked. */
    Decision refusal(String key, long permits, long nowMillis) {
        CachedRejection denial = lastSeen.denial(key);
        return denial == null
                ? null
                : denial.decision(
                        policy, limits, permits, leases.unused(key, nowMillis), nowMillis);
    }

    /** What a call would be told now; null if the store has to be asked. */
    Decision peek(String key, long permits, long nowMillis) {
        Lease lease = leases.of(key);
        return lease != null && lease.left(nowMillis) >= permits
                ? admission(lease, nowMillis)
                : refusal(key, permits, nowMillis);
    }
}
