package io.github.throttled.internal.engine.combining;

import io.github.throttled.Decision;
import io.github.throttled.internal.algorithm.Counter;
import io.github.throttled.internal.algorithm.Limits;
import io.github.throttled.internal.algorithm.UnusedPermits;
import io.github.throttled.internal.algorithm.Verdict;

/**
 * A state of a key that rejects calls, as this node found it in the store. Any operation on the key
 * by this node replaces it. Changes by other nodes, such as returned permits, show after {@link
 * #TRUST_MILLIS}. Until then this node rejects calls without asking the store. Thread-safe.
 */
public final class CachedRejection {

    /** How long this node need not ask the store again, in milliseconds. */
    public static final long TRUST_MILLIS = 1_000;

    private final long[] state;
    private final long permits;
    private final long foundMillis;
    private volatile CachedDecision cached;

    /**
     * A decision that fits all calls of one cost in one millisecond; null if they may be admitted.
     */
    private record CachedDecision(
            long permits, UnusedPermits unused, long nowMillis, Decision decision) {

        boolean fits(long cost, UnusedPermits unusedNow, long now) {
            return permits == cost && nowMillis == now && unused.equals(unusedNow);
        }
    }

    /**
     * @param state what is stored; null for nothing
     * @param permits the smallest rejected cost
     * @param foundMillis when the state was certainly stored
     */
    CachedRejection(long[] state, long permits, long foundMillis) {
        this.state = state;
        this.permits = permits;
        this.foundMillis = foundMillis;
    }

    /**
     * The decision of a rejected call; null if the store has to be asked.
     *
     * @param unused this node's unused lease: a call would return it first
     */
    public Decision decision(
            DecisionFactory decisions,
            Limits limits,
            long cost,
            UnusedPermits unused,
            long nowMillis) {
        long age = nowMillis - foundMillis;
        if (cost < permits || age < 0 || age >= TRUST_MILLIS) {
            return null;
        }
        CachedDecision last = cached;
        if (last == null || !last.fits(cost, unused, nowMillis)) {
            Decision decision = decide(decisions, limits, cost, unused, nowMillis);
            last = new CachedDecision(cost, unused, nowMillis, decision);
            cached = last;
        }
        return last.decision();
    }

    private Decision decide(
            DecisionFactory decisions,
            Limits limits,
            long cost,
            UnusedPermits unused,
            long nowMillis) {
        Counter counter = limits.open(state, nowMillis);
        boolean isMoved = counter.changed();
        if (!unused.isNothing()) {
            counter.giveBack(unused);
        }
        Verdict verdict = counter.take(cost);
        // Only the store can record a rejection that changes the state, as for a ban.
        return verdict.admitted() || isMoved || unused.isNothing() && counter.changed()
                ? null
                : decisions.of(verdict);
    }
}
