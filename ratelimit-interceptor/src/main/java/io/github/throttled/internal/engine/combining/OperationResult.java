package io.github.throttled.internal.engine.combining;

import io.github.throttled.internal.algorithm.Verdict;

/** What a round answers to one of its calls. */
interface OperationResult {

    /** Nobody waits for one. */
    OperationResult TO_NOBODY = next -> false;

    /**
     * Gives it to a caller who then has something else to do.
     *
     * @param next what the caller's thread does before it leaves; null for nothing
     * @return false if nobody takes it, and nobody will do that
     */
    boolean give(Runnable next);

    default void give() {
        give(null);
    }

    /**
     * The answer to a call.
     *
     * @param settlement charges the call if nobody waits for the answer any more
     */
    static OperationResult of(CounterOperation call, Verdict verdict, DebtSettlement settlement) {
        return next -> {
            boolean taken = call.answer(verdict, next);
            if (!taken && verdict.admitted()) {
                settlement.charged(call, verdict.atMillis());
            }
            return taken;
        };
    }
}
