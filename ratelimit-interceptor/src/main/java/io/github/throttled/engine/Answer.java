package io.github.throttled.engine;

import io.github.throttled.algorithm.Verdict;

/**
 * What a round answers to one of its calls.
 *
 * @param call null for nobody
 * @param verdict null for nobody
 * @param settlement charges the call if nobody waits for the answer any more; null for nobody
 */
record Answer(Call call, Verdict verdict, Settlement settlement) {

    static final Answer NONE = new Answer(null, null, null);

    void give() {
        give(null);
    }

    /**
     * Gives it to a caller who then has something else to do.
     *
     * @param next what the caller's thread does before it leaves; null for nothing
     * @return false if nobody takes it, and nobody will do that
     */
    boolean give(Runnable next) {
        if (call == null) {
            return false;
        }
        boolean taken = call.answer(verdict, next);
        if (!taken && verdict.admitted()) {
            settlement.charged(call);
        }
        return taken;
    }
}
