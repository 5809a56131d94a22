package io.github.throttled.internal.engine.combining;

import io.github.throttled.internal.algorithm.Verdict;

/** The result of an attempt for one of its calls. */
interface OperationResult {

    /** No thread waits for a result. */
    OperationResult NOT_AWAITED = followUp -> false;

    /**
     * Completes the call.
     *
     * @param followUp what the caller's thread does before it returns; null for nothing
     * @return false if the call was complete already; the follow-up will then not run
     */
    boolean deliver(Runnable followUp);

    default void deliver() {
        deliver(null);
    }

    /**
     * Creates the result of one call.
     *
     * @param settlement records the charge if the caller has given up
     */
    static OperationResult of(Submission call, Verdict verdict, DebtSettlement settlement) {
        return followUp -> {
            boolean delivered = call.answer(verdict, followUp);
            if (!delivered && verdict.admitted()) {
                settlement.chargedLate(call, verdict.atMillis());
            }
            return delivered;
        };
    }
}
