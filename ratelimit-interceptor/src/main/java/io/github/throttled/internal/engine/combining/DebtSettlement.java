package io.github.throttled.internal.engine.combining;

import io.github.throttled.internal.algorithm.Limits;

import java.util.function.Consumer;

/** The debt of a key, as one attempt charges it along with its calls. Not thread-safe. */
final class DebtSettlement {

    private final String key;
    private final Debts debts;
    private final Consumer<Submission> followOn;
    private Debts.Debt debt;

    /**
     * @param followOn submits another call of the key, to be served after those of this attempt
     */
    DebtSettlement(String key, Debts debts, Consumer<Submission> followOn) {
        this.key = key;
        this.debts = debts;
        this.followOn = followOn;
        this.debt = debts.take(key);
    }

    /**
     * Charges the debt of the key.
     *
     * @return the same array if the key owes nothing that still counts
     */
    long[] charge(Limits limits, long[] state, long nowMillis) {
        long[] charged = state;
        if (debt != null) {
            for (Debts.Taken taken : debt.taken()) {
                // If the clock was set back since, the time must not lie in the future.
                long at = Math.min(taken.atMillis(), nowMillis);
                charged = limits.charge(charged, taken.permits(), at);
            }
        }
        return charged;
    }

    /** The charge is certainly stored. */
    void stored() {
        debt = null;
    }

    /** The store has charged a call whose caller had given up. */
    void chargedLate(Submission call, long atMillis) {
        if (debts.chargedLate(key, call, atMillis)) {
            followOn.accept(Submission.of(call.undoCharge()));
        }
    }

    /** The attempt has failed: a debt that is not certainly stored is still owed. */
    void failed() {
        if (debt != null) {
            debts.restore(key, debt);
            debt = null;
        }
    }
}
