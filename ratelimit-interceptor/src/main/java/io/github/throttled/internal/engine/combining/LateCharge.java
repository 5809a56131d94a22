package io.github.throttled.internal.engine.combining;

/**
 * What the store and this node have each done with a call whose caller has given up: both may have
 * charged it, or the store may have charged what this node has rejected. Thread-safe.
 */
final class LateCharge {

    private Debts.Taken owed;
    private boolean isCharged;
    private long chargedMillis;
    private boolean isRejectedLocally;
    private boolean isChargedAfterRejection;

    /**
     * Records that this node has admitted the call without the store.
     *
     * @return false if the store has charged the call already, so that nothing is owed
     */
    synchronized boolean markOwed(Debts.Taken taken) {
        if (isCharged) {
            return false;
        }
        owed = taken;
        return true;
    }

    /**
     * Records that this node has rejected the call without the store.
     *
     * @return whether the store has charged the call, so that the permits have to be given back
     */
    synchronized boolean markRejectedLocally() {
        isRejectedLocally = true;
        return isCharged;
    }

    /**
     * Records that the store has charged the call after its caller had given up.
     *
     * @param atMillis the {@link io.github.throttled.internal.algorithm.Verdict#atMillis} of the
     *     charge
     * @return the debt for the call, which is now paid; null for none
     */
    synchronized Debts.Taken markCharged(long atMillis) {
        Debts.Taken paid = owed;
        isCharged = true;
        chargedMillis = atMillis;
        isChargedAfterRejection = isRejectedLocally;
        owed = null;
        return paid;
    }

    /** Whether this node had rejected the call when the store charged it. */
    synchronized boolean isChargedAfterRejection() {
        return isChargedAfterRejection;
    }

    /** When the store charged the call; 0 if it has not. */
    synchronized long chargedMillis() {
        return chargedMillis;
    }

    /** The debt for this call; null for none. */
    synchronized Debts.Taken owed() {
        return owed;
    }

    synchronized boolean isCharged() {
        return isCharged;
    }
}
