package io.github.throttled.engine;

import io.github.throttled.algorithm.Limits;
import io.github.throttled.store.Counters;

import java.util.function.LongSupplier;

/** Books of a node that takes nothing ahead and, when it is defeated, tries again at once. */
final class TestBooks {

    private static final Backoff AT_ONCE = (defeats, attempt) -> attempt.run();

    private TestBooks() {}

    static Books of(Limits limits, Counters counters, LongSupplier clock) {
        return of(limits, counters, Debts.none(), clock);
    }

    static Books of(Limits limits, Counters counters, Debts debts, LongSupplier clock) {
        return new Books(limits, counters, new LastSeen(10), Leases.none(), debts, clock, AT_ONCE);
    }
}
