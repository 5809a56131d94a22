package io.github.throttled.internal.engine.lease;

import io.github.throttled.internal.config.model.Counting;

/** How many permits a node takes ahead. */
public sealed interface LeaseSize {

    /** None. */
    LeaseSize NONE = new Fixed(1);

    /**
     * What calls for permits.
     *
     * @param ended the lease that was not enough; null if there was none
     * @param cost what the calls have got that it was not enough for; 0 if they got nothing
     * @param beforeMillis when the key was asked for before; long ago if that is not known
     */
    record Demand(Lease ended, long cost, long beforeMillis, long nowMillis) {

        /** Whether many threads ask at a time. */
        boolean isCrowded() {
            return ended != null && ended.isCrowded();
        }
    }

    /**
     * How many to take besides those that calls have got.
     *
     * @param demand of which calls have got something
     */
    long ahead(Demand demand);

    /** As configured. */
    static LeaseSize of(long permits) {
        return permits == Counting.AUTO ? new Observed() : new Fixed(permits);
    }

    /** Always the same, the first call's permit included. */
    record Fixed(long permits) implements LeaseSize {
        @Override
        public long ahead(Demand demand) {
            return permits - 1;
        }
    }

    /**
     * About what is used in a tenth of a second, so that the store is asked ten times a second;
     * grown by steps, lest one burst take all. What is asked for more rarely is not taken ahead.
     */
    record Observed() implements LeaseSize {

        private static final long PERIOD_MILLIS = 100;
        private static final long GROWTH = 4;
        private static final long MOST = 1L << 40;

        @Override
        public long ahead(Demand demand) {
            long cost = Math.min(MOST, demand.cost());
            if (demand.ended() == null) {
                boolean isRare = demand.nowMillis() - demand.beforeMillis() > PERIOD_MILLIS;
                return isRare && cost == 1 ? 0 : cost * GROWTH;
            }
            long used = Math.min(MOST, demand.ended().permits()) + cost;
            long elapsed = Math.max(1, demand.nowMillis() - demand.ended().takenMillis());
            return Math.max(GROWTH, Math.min(used * GROWTH, used * PERIOD_MILLIS / elapsed));
        }
    }
}
