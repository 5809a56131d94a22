package io.github.throttled.engine;

/** How many permits a node takes at once. */
sealed interface LeaseSize {

    /** One for each call that asks. */
    LeaseSize NONE = new Fixed(1);

    /** All there is. */
    LeaseSize ALL = new Fixed(Long.MAX_VALUE);

    /**
     * How many to take.
     *
     * @param ended the lease that was not enough; null if there was none
     */
    long after(Lease ended, long nowMillis);

    /** As configured; 0 to follow what is used. */
    static LeaseSize of(long permits) {
        return permits == 0 ? new Observed() : new Fixed(permits);
    }

    /** Always the same. */
    record Fixed(long permits) implements LeaseSize {
        @Override
        public long after(Lease ended, long nowMillis) {
            return permits;
        }
    }

    /**
     * About what is used in a tenth of a second, so that the store is asked ten times a second;
     * grown by steps, lest one burst take all.
     */
    record Observed() implements LeaseSize {

        private static final long PERIOD_MILLIS = 100;
        private static final long FIRST = 4;
        private static final long GROWTH = 4;

        @Override
        public long after(Lease ended, long nowMillis) {
            if (ended == null) {
                return FIRST;
            }
            long elapsed = Math.max(1, nowMillis - ended.takenMillis());
            long most = ended.permits() * GROWTH;
            return elapsed >= PERIOD_MILLIS
                    ? Math.max(FIRST, ended.permits() * PERIOD_MILLIS / elapsed)
                    : Math.max(FIRST, Math.min(most, ended.permits() * PERIOD_MILLIS / elapsed));
        }
    }
}
