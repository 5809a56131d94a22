package io.github.throttled.internal.engine.combining;

import io.github.throttled.internal.algorithm.Limits;

import java.util.function.Consumer;

/** What one round charges and gives back besides its calls: what its key owes. Not thread-safe. */
final class DebtSettlement {

    private final String key;
    private final Debts debts;
    private final Consumer<CounterOperation> later;
    private Debts.Debt debt;

    /**
     * @param later has a call of the key served after those of this round
     */
    DebtSettlement(String key, Debts debts, Consumer<CounterOperation> later) {
        this.key = key;
        this.debts = debts;
        this.later = later;
        this.debt = debts.take(key);
    }

    /**
     * Charges what the key owes.
     *
     * @return the same array if it owes nothing that still counts
     */
    long[] charge(Limits limits, long[] state, long nowMillis) {
        long[] charged = state;
        if (debt != null) {
            for (Debts.Taken taken : debt.taken()) {
                // Of a clock that was set back since, nothing can lie in the future.
                long at = Math.min(taken.atMillis(), nowMillis);
                charged = limits.charge(charged, taken.permits(), at);
            }
        }
        return charged;
    }

    /** It is stored for certain. */
    void stored() {
        debt = null;
    }

    /** The store has charged a call that had been given up. */
    void charged(CounterOperation call, long atMillis) {
        if (debts.charged(key, call, atMillis)) {
            later.accept(call.chargeGivenBack());
        }
    }

    /** The round ends, and what is not stored for certain is still owed. */
    void failed() {
        if (debt != null) {
            debts.bringBack(key, debt);
            debt = null;
        }
    }
}
