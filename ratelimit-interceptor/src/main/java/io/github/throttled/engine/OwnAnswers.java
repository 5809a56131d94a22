package io.github.throttled.engine;

import io.github.throttled.Decision;
import io.github.throttled.algorithm.Counter;
import io.github.throttled.algorithm.Limits;

/**
 * What this node can answer without asking the store: it has permits on lease, or knows that there
 * are none.
 */
record OwnAnswers(String policy, Limits limits, LastSeen lastSeen, Leases leases) {

    /** Admits a call with permits that this node has; false if it has not enough. */
    boolean admits(String key, long permits, long nowMillis) {
        return leases.use(key, permits, nowMillis);
    }

    /** The decision of a call that this node has admitted. */
    Decision admission(String key, long nowMillis) {
        Counter counter = limits.open(lastSeen.state(key), nowMillis);
        counter.giveBack(leases.unused(key, nowMillis));
        return Decisions.leased(policy, counter.peek(1));
    }

    /** The decision of a call that is refused for certain; null if the store has to be asked. */
    Decision refusal(String key, long permits, long nowMillis) {
        Denial denial = lastSeen.denial(key);
        return denial == null ? null : denial.decision(policy, limits, permits, nowMillis);
    }

    /** Either of them; null if the store has to be asked. */
    Decision decision(String key, long permits, long nowMillis) {
        return admits(key, permits, nowMillis)
                ? admission(key, nowMillis)
                : refusal(key, permits, nowMillis);
    }

    /** What {@link #admits} would answer, as a decision; null for no. */
    Decision peek(String key, long permits, long nowMillis) {
        return leases.left(key, nowMillis) >= permits ? admission(key, nowMillis) : null;
    }
}
