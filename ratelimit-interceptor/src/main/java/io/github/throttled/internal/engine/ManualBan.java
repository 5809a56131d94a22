package io.github.throttled.internal.engine;

import io.github.throttled.Decision;
import io.github.throttled.internal.engine.combining.CachedRejection;
import io.github.throttled.internal.engine.combining.DecisionFactory;

/**
 * A ban that an operator has imposed. Calls during the ban cost nothing. If the limits would make
 * the caller wait longer than the ban, the decision says so. The limits' decision is cached for a
 * while, so that a caller banned for calling too often does not cause one store operation a call.
 * Thread-safe.
 */
final class ManualBan {

    private final long untilMillis;
    private volatile CachedDecision cached;

    /** The limits' latest decision on a call of one cost. */
    private record CachedDecision(
            PolicyLimiter by, long permits, long atMillis, Decision decision) {

        boolean fits(PolicyLimiter limiter, long cost, long nowMillis) {
            long age = nowMillis - atMillis;
            return by == limiter
                    && permits == cost
                    && age >= 0
                    && age < CachedRejection.TRUST_MILLIS;
        }
    }

    ManualBan(long untilMillis) {
        this.untilMillis = untilMillis;
    }

    /** When the ban ends, milliseconds since the epoch. */
    long untilMillis() {
        return untilMillis;
    }

    boolean isOver(long nowMillis) {
        return nowMillis >= untilMillis;
    }

    /** The decision on a call while the ban lasts. May ask the store, like any decision. */
    Decision decision(PolicyLimiter limiter, String key, long permits, long nowMillis) {
        CachedDecision last = cached;
        if (last == null || !last.fits(limiter, permits, nowMillis)) {
            last = new CachedDecision(limiter, permits, nowMillis, limiter.peek(key, permits));
            cached = last;
        }
        return DecisionFactory.banned(
                last.decision(), nowMillis - last.atMillis(), Math.max(1, untilMillis - nowMillis));
    }
}
