package io.github.throttled.internal.engine.lease;

import io.github.throttled.internal.config.model.Counting;

/** How many permits a node leases. */
public sealed interface LeaseSize {

    /** No leases. */
    LeaseSize NONE = new Fixed(1);

    /**
     * The calls that cause a lease.
     *
     * @param ended the lease that was too small; null if there was none
     * @param cost the permits that these calls have got; 0 if they were all rejected
     * @param beforeMillis when this node asked for the key before; long ago if unknown
     */
    record Demand(Lease ended, long cost, long beforeMillis, long nowMillis) {

        /** Whether many threads ask at a time. */
        boolean isContended() {
            return ended != null && ended.isContended();
        }
    }

    /**
     * How many permits to lease, besides those of the calls.
     *
     * @param demand calls of which at least one was admitted
     */
    long ahead(Demand demand);

    /** The size for the configured number of permits. */
    static LeaseSize of(long permits) {
        return permits == Counting.AUTO ? new Observed() : new Fixed(permits);
    }

    /** A constant size, which includes the first call's permit. */
    record Fixed(long permits) implements LeaseSize {
        @Override
        public long ahead(Demand demand) {
            return permits - 1;
        }
    }

    /**
     * About as many permits as a tenth of a second uses, so that this node asks the store ten times
     * a second. The size grows in steps, so that one burst does not take everything. A key that is
     * used less often gets no lease.
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
