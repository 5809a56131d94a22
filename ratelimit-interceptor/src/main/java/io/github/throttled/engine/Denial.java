package io.github.throttled.engine;

import io.github.throttled.Decision;
import io.github.throttled.algorithm.Counter;
import io.github.throttled.algorithm.Limits;
import io.github.throttled.algorithm.Verdict;

/**
 * A state of a key that refuses calls, as this node found it in the store. Whatever happens to the
 * key on this node replaces it; what happens on others, as when they give back, shows after {@link
 * #TRUST_MILLIS}. Until then calls are refused on its word. Thread-safe.
 */
final class Denial {

    /** How long the store need not be asked again. */
    static final long TRUST_MILLIS = 1_000;

    private final long[] state;
    private final long permits;
    private final long foundMillis;
    private volatile Told told;

    /**
     * All calls of one cost in one millisecond get the same answer; null if they may be admitted.
     */
    private record Told(long permits, long nowMillis, Decision decision) {}

    /**
     * A state that refuses calls.
     *
     * @param state what is stored; null for nothing
     * @param permits the smallest cost that it has refused
     * @param foundMillis when it was stored for certain
     */
    Denial(long[] state, long permits, long foundMillis) {
        this.state = state;
        this.permits = permits;
        this.foundMillis = foundMillis;
    }

    /** The decision of a call that is refused; null if the store has to be asked. */
    Decision decision(String policy, Limits limits, long cost, long nowMillis) {
        long age = nowMillis - foundMillis;
        if (cost < permits || age < 0 || age >= TRUST_MILLIS) {
            return null;
        }
        Told last = told;
        if (last == null || last.permits() != cost || last.nowMillis() != nowMillis) {
            last = new Told(cost, nowMillis, ask(policy, limits, cost, nowMillis));
            told = last;
        }
        return last.decision();
    }

    private Decision ask(String policy, Limits limits, long cost, long nowMillis) {
        Counter counter = limits.open(state, nowMillis);
        Verdict verdict = counter.take(cost);
        // A rejection that has to be remembered, as for a ban, is the store's business.
        return verdict.admitted() || counter.changed() ? null : Decisions.of(policy, verdict);
    }
}
