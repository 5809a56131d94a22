package io.github.throttled.cluster;

/**
 * A request that was sent, and what became of it.
 *
 * @param begin milliseconds since the run began
 * @param end the same, when the answer was there or it was clear that there will be none
 * @param calm whether nothing was done to the node meanwhile
 * @param detail what a reader of the history wants to know
 */
record Sent(
        long begin, long end, String node, Counter counter, End how, boolean calm, String detail) {

    /** What a client can get. */
    enum End {
        ADMITTED,
        REFUSED,

        /**
         * Refused because the grid did not answer in time: as {@code deny} says, or because the
         * node has used up its share.
         */
        REDUCED,

        /**
         * Not answered, by a node that had been stopped, killed or frozen; sent again elsewhere.
         */
        UNANSWERED,

        /** Anything else. */
        ERROR
    }

    long millis() {
        return end - begin;
    }

    /** What an answer means that is counted there. */
    static End of(Answer answer, Counter counter) {
        if (answer.status() == counter.limited().statusWhenAdmitted()) {
            return End.ADMITTED;
        }
        if (counter.limited() == ChaosBook.LOCAL && answer.isRefusalByAShare()) {
            return End.REDUCED;
        }
        if (!answer.isCompleteRefusal()) {
            return End.ERROR;
        }
        if (answer.isRefusal()) {
            return End.REFUSED;
        }
        // Who decides alone is never at a loss.
        return counter.limited() == ChaosBook.LOCAL ? End.ERROR : End.REDUCED;
    }

    @Override
    public String toString() {
        return "%8.3f +%5d ms  %-7s %-10s %s %s"
                .formatted(
                        begin / 1000.0,
                        millis(),
                        node,
                        how,
                        counter.limited() + "/" + counter.key().substring(0, 4),
                        detail);
    }
}
