package io.github.throttled.internal.engine.lease;

import java.util.concurrent.atomic.AtomicLong;
import java.util.concurrent.atomic.AtomicLongArray;

/** An amount that threads spend from without a lock. Thread-safe. */
sealed interface PermitPool {

    /**
     * Spends an amount, all or nothing.
     *
     * @param writtenOff how much of the unspent amount is lost by now
     */
    boolean spend(long amount, long writtenOff);

    /** How much could be spent now. */
    long remaining(long writtenOff);

    /** Like {@link #remaining}; nothing can be spent from now on. */
    long close(long writtenOff);

    /** Whether so many threads spend at a time that the pool should be striped. */
    boolean isContended();

    /**
     * One number: the spent amount, which grows and is never less than the lost one. Extends
     * AtomicLong to save an indirection on every call.
     */
    final class Single extends AtomicLong implements PermitPool {

        private static final long serialVersionUID = 1L;

        /** So large that nothing can be spent, and so small that no sum overflows. */
        private static final long CLOSED = Long.MAX_VALUE / 2;

        /** So many failed exchanges show that contention is persistent. */
        private static final int CONTENTION = 100;

        private final long amount;
        private final boolean canBeStriped;

        /** Incremented without synchronisation: lost increments do not matter. */
        private int failedExchanges;

        /**
         * @param canBeStriped whether the pool may ever report contention
         */
        Single(long amount, boolean canBeStriped) {
            this.amount = amount;
            this.canBeStriped = canBeStriped;
        }

        /** Fails when the pool has become contended, so that the next lease is striped. */
        @Override
        public boolean spend(long wanted, long writtenOff) {
            long before = get();
            while (Math.max(before, writtenOff) + wanted <= amount) {
                long witness = compareAndExchange(before, Math.max(before, writtenOff) + wanted);
                if (witness == before) {
                    return true;
                }
                failedExchanges++;
                if (isContended()) {
                    return false;
                }
                before = witness;
            }
            return false;
        }

        @Override
        public long remaining(long writtenOff) {
            return remaining(get(), writtenOff);
        }

        @Override
        public long close(long writtenOff) {
            return remaining(getAndSet(CLOSED), writtenOff);
        }

        @Override
        public boolean isContended() {
            return canBeStriped && failedExchanges > CONTENTION;
        }

        private long remaining(long before, long writtenOff) {
            return Math.max(0, amount - Math.max(before, writtenOff));
        }
    }

    /**
     * Stripes, one for each thread that may run at a time. A thread with an empty stripe spends
     * from the others. Nothing moves between stripes, so a thread that finds all of them empty
     * knows that nothing remains. Never used for amounts that are written off.
     */
    final class Striped implements PermitPool {

        private static final int STRIPES =
                Integer.highestOneBit(
                        Math.min(64, 4 * Runtime.getRuntime().availableProcessors() - 1));

        /** Keeps stripes on separate cache lines, also on processors that fetch lines in pairs. */
        private static final int STRIDE = 16;

        private static final long CLOSED = -1;

        private final AtomicLongArray stripes = new AtomicLongArray((STRIPES + 1) * STRIDE);

        Striped(long amount) {
            for (int stripe = 0; stripe < STRIPES; stripe++) {
                long more = stripe < amount % STRIPES ? 1 : 0;
                stripes.setPlain(at(stripe), amount / STRIPES + more);
            }
        }

        /** Whether an amount is large enough to be striped. */
        static boolean isWorthwhile(long amount) {
            return amount >= 16L * STRIPES;
        }

        @Override
        public boolean spend(long wanted, long writtenOff) {
            int own = (int) Thread.currentThread().getId();
            for (int i = 0; i < STRIPES; i++) {
                if (spendFrom(at(own + i & STRIPES - 1), wanted)) {
                    return true;
                }
            }
            return false;
        }

        @Override
        public long remaining(long writtenOff) {
            long sum = 0;
            for (int stripe = 0; stripe < STRIPES; stripe++) {
                sum += Math.max(0, stripes.get(at(stripe)));
            }
            return sum;
        }

        @Override
        public long close(long writtenOff) {
            long sum = 0;
            for (int stripe = 0; stripe < STRIPES; stripe++) {
                sum += Math.max(0, stripes.getAndSet(at(stripe), CLOSED));
            }
            return sum;
        }

        @Override
        public boolean isContended() {
            return true;
        }

        private boolean spendFrom(int at, long wanted) {
            long left = stripes.get(at);
            while (left >= wanted) {
                long witness = stripes.compareAndExchange(at, left, left - wanted);
                if (witness == left) {
                    return true;
                }
                left = witness;
            }
            return false;
        }

        /** Skips the array's header, which all threads read. */
        private static int at(int stripe) {
            return (stripe + 1) * STRIDE;
        }
    }
}
