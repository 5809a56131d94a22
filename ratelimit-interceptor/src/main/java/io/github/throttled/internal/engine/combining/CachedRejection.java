package io.github.throttled.internal.engine.combining;

import io.github.throttled.Decision;
import io.github.throttled.internal.algorithm.Counter;
import io.github.throttled.internal.algorithm.Limits;
import io.github.throttled.internal.algorithm.UnusedPermits;
import io.github.throttled.internal.algorithm.Verdict;

/**
 * A state of a key that refuses calls, as this node found it in the store. Whatever happens to the
 * key on this node replaces it; what happens on others, as when they give back, shows after {@link
 * #TRUST_MILLIS}. Until then calls are refused on its word. Thread-safe.
 */
public final class CachedRejection {

    /** How long the store need not be asked again. */
    public static final long TRUST_MILLIS = 1_000;

    private final long[] state;
    private final long permits;
    private final long foundMillis;
    private volatile Told told;

    /**
     * All calls of one cost in one millisecond get the same answer; null if they may be admitted.
     */
    private record Told(long permits, UnusedPermits unused, long nowMillis, Decision decision) {

        boolean suits(long cost, UnusedPermits unusedNow, long now) {
            return permits == cost && nowMillis == now && unused.equals(unusedNow);
        }
    }

    /**
     * A state that refuses calls.
     *
     * @param state what is stored; null for nothing
     * @param permits the smallest cost that it has refused
     * @param foundMillis when it was stored for certain
     */
    CachedRejection(long[] state, long permits, long foundMillis) {
        this.state = state;
        this.permits = permits;
        this.foundMillis = foundMillis;
    }

    /**
     * The decision of a call that is refused; null if the store has to be asked.
     *
     * @param unused what this node has on lease: that would go back first
     */
    public Decision decision(
            String policy, Limits limits, long cost, UnusedPermits unused, long nowMillis) {
        long age = nowMillis - foundMillis;
        if (cost < permits || age < 0 || age >= TRUST_MILLIS) {
            return null;
        }
        Told last = told;
        if (last == null || !last.suits(cost, unused, nowMillis)) {
            Decision decision = ask(policy, limits, cost, unused, nowMillis);
            last = new Told(cost, unused, nowMillis, decision);
            told = last;
        }
        return last.decision();
    }

    private Decision ask(
            String policy, Limits limits, long cost, UnusedPermits unused, long nowMillis) {
        Counter counter = limits.open(state, nowMillis);
        boolean isMoved = counter.changed();
        if (!unused.isNothing()) {
            counter.giveBack(unused);
        }
        Verdict verdict = counter.take(cost);
        // A rejection that has to be remembered, as for a ban, is the store's business.
        return verdict.admitted() || isMoved || unused.isNothing() && counter.changed()
                ? null
                : DecisionFactory.of(policy, verdict);
    }
}
