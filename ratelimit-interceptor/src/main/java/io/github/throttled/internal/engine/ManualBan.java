package io.github.throttled.internal.engine;

import io.github.throttled.Decision;
import io.github.throttled.internal.engine.combining.CachedRejection;
import io.github.throttled.internal.engine.combining.DecisionFactory;

/**
 * A ban that somebody has imposed by hand. Calls during it cost nothing; where the limits would
 * make a caller wait for longer than the ban, that is what he is told. The store is asked for it
 * now and then, and not by every call of somebody who was banned for calling too often.
 * Thread-safe.
 */
final class ManualBan {

    private final long untilMillis;
    private volatile Told told;

    /** What the limits have last said to a call of one cost. */
    private record Told(PolicyLimiter by, long permits, long atMillis, Decision decision) {

        boolean suits(PolicyLimiter limiter, long cost, long nowMillis) {
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

    /** When it ends, milliseconds since the epoch. */
    long untilMillis() {
        return untilMillis;
    }

    boolean isOver(long nowMillis) {
        return nowMillis >= untilMillis;
    }

    /** What a call is told while the ban lasts. May ask the store, as a decision does. */
    Decision decision(PolicyLimiter limiter, String key, long permits, long nowMillis) {
        Told last = told;
        if (last == null || !last.suits(limiter, permits, nowMillis)) {
            last = new Told(limiter, permits, nowMillis, limiter.peek(key, permits));
            told = last;
        }
        return DecisionFactory.banned(
                last.decision(), nowMillis - last.atMillis(), Math.max(1, untilMillis - nowMillis));
    }
}
