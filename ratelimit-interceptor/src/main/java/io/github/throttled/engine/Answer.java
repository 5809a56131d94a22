package io.github.throttled.engine;

import io.github.throttled.algorithm.Verdict;

/** What a round has left to answer when all others know. */
sealed interface Answer {

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

    /** Nothing: nobody waits. */
    record ToNobody() implements Answer {
        @Override
        public boolean give(Runnable next) {
            return false;
        }
    }

    /**
     * One call's.
     *
     * @param settlement charges the call if nobody waits for the answer any more
     */
    record ToCall(Call call, Verdict verdict, Settlement settlement) implements Answer {
        @Override
        public boolean give(Runnable next) {
            boolean taken = call.answer(verdict, next);
            if (!taken && verdict.admitted()) {
                settlement.charged(call);
            }
            return taken;
        }
    }
}
