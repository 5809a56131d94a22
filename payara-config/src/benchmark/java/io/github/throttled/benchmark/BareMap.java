package io.github.throttled.benchmark;

import java.util.concurrent.atomic.AtomicLong;

/**
 * Decides nothing: looks at the clock, and counts the calls of each key in a map. Whoever knows
 * many keys does that at least, and finds what is not in the processor's caches no sooner.
 */
final class BareMap {

    private BareMap() {}

    static Decider of(Setting setting) {
        return new PerKey<>(key -> new AtomicLong(), BareMap::count, AtomicLong::get);
    }

    private static boolean count(AtomicLong calls) {
        return System.currentTimeMillis() > 0 && calls.incrementAndGet() > 0;
    }
}
