package io.github.throttled.engine;

import io.github.throttled.algorithm.Verdict;

/** What a round answers to one of its calls. */
interface Answer {

    /** Nobody waits for one. */
    Answer TO_NOBODY = next -> false;

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
    static Answer of(Call call, Verdict verdict, Settlement settlement) {
        return next -> {
            boolean taken = call.answer(verdict, next);
            if (!taken && verdict.admitted()) {
                settlement.charged(call, verdict.atMillis());
            }
            return taken;
        };
    }
}
