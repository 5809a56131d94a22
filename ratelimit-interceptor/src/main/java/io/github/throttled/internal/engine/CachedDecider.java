package io.github.throttled.internal.engine;

import io.github.throttled.Decision;
import io.github.throttled.internal.algorithm.Counter;
import io.github.throttled.internal.algorithm.Limits;
import io.github.throttled.internal.engine.combining.CachedRejection;
import io.github.throttled.internal.engine.combining.DecisionFactory;
import io.github.throttled.internal.engine.combining.LastSeen;
import io.github.throttled.internal.engine.lease.Lease;
import io.github.throttled.internal.engine.lease.Leases;

/** Decides calls without asking the store: by leased permits, or by a cached rejection. */
record CachedDecider(DecisionFactory decisions, Limits limits, LastSeen lastSeen, Leases leases) {

    /** The decision on a call that was admitted with leased permits. */
    Decision admission(Lease lease, long nowMillis) {
        Counter counter = limits.open(lease.state(), nowMillis);
        counter.giveBack(lease.unused(nowMillis));
        return decisions.leased(counter.peek(1));
    }

    /** The decision on a call that is certainly rejected; null if the store has to be asked. */
    Decision rejection(String key, long permits, long nowMillis) {
        CachedRejection cached = lastSeen.rejection(key);
        return cached == null
                ? null
                : cached.decision(
                        decisions, limits, permits, leases.unused(key, nowMillis), nowMillis);
    }

    /** The decision that a call would get now; null if the store has to be asked. */
    Decision peek(String key, long permits, long nowMillis) {
        Lease lease = leases.of(key);
        return lease != null && lease.left(nowMillis) >= permits
                ? admission(lease, nowMillis)
                : rejection(key, permits, nowMillis);
    }
}
