package io.github.throttled.internal.engine.combining;

import io.github.throttled.QuotaUnit;
import io.github.throttled.internal.algorithm.Limits;
import io.github.throttled.internal.engine.lease.Leases;
import io.github.throttled.internal.store.Counters;

import java.util.function.LongSupplier;

/** Books of a node that takes nothing ahead and, when it is defeated, tries again at once. */
final class TestPolicyStates {

    private static final Backoff AT_ONCE = (failures, attempt) -> attempt.run();

    private TestPolicyStates() {}

    static PolicyState of(Limits limits, Counters counters, LongSupplier clock) {
        return of(limits, counters, Debts.none(), clock);
    }

    static PolicyState of(Limits limits, Counters counters, Debts debts, LongSupplier clock) {
        return of(limits, counters, debts, Leases.none(), clock);
    }

    /** The same for a node that takes permits ahead. */
    static PolicyState of(
            Limits limits, Counters counters, Debts debts, Leases leases, LongSupplier clock) {
        return new PolicyState(
                "test",
                limits,
                new DecisionFactory("test", QuotaUnit.REQUESTS, limits),
                counters,
                new LastSeen(10),
                leases,
                debts,
                clock,
                AT_ONCE,
                new DamageReport("test", limits));
    }
}
