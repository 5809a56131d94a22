package io.github.throttled.internal.engine.lease;

import java.util.concurrent.atomic.AtomicLong;
import java.util.concurrent.atomic.AtomicLongArray;

/** An amount that threads spend from, without a lock. Thread-safe. */
sealed interface PermitPool {

    /**
     * Spends an amount, all or nothing.
     *
     * @param writtenOff what is lost by now of what has not been spent
     */
    boolean spend(long amount, long writtenOff);

    /** What could be spent now. */
    long rest(long writtenOff);

    /** Like {@link #rest}; nothing can be spent from now on. */
    long close(long writtenOff);

    /** Whether so many threads want to spend from it at a time that it is better divided. */
    boolean isCrowded();

    /**
     * In one piece, as one number: what is spent grows, and is never less than what is lost. It is
     * that number, rather than has one, because it is read for every call.
     */
    final class Undivided extends AtomicLong implements PermitPool {

        private static final long serialVersionUID = 1L;

        /** So much that nothing can be spent, and nothing that is added overflows. */
        private static final long CLOSED = Long.MAX_VALUE / 2;

        /** So many threads came in between: it happens again and again. */
        private static final int CROWD = 100;

        private final long amount;
        private final boolean divisible;

        /** Counted by all threads without care: some that are lost do not matter. */
        private int clashes;

        /**
         * @param divisible whether it is ever crowded
         */
        Undivided(long amount, boolean divisible) {
            this.amount = amount;
            this.divisible = divisible;
        }

        /** Refuses everything when it has become crowded, so that somebody divides it. */
        @Override
        public boolean spend(long wanted, long writtenOff) {
            long before = get();
            while (Math.max(before, writtenOff) + wanted <= amount) {
                long witness = compareAndExchange(before, Math.max(before, writtenOff) + wanted);
                if (witness == before) {
                    return true;
                }
                clashes++;
                if (isCrowded()) {
                    return false;
                }
                before = witness;
            }
            return false;
        }

        @Override
        public long rest(long writtenOff) {
            return rest(get(), writtenOff);
        }

        @Override
        public long close(long writtenOff) {
            return rest(getAndSet(CLOSED), writtenOff);
        }

        @Override
        public boolean isCrowded() {
            return divisible && clashes > CROWD;
        }

        private long rest(long before, long writtenOff) {
            return Math.max(0, amount - Math.max(before, writtenOff));
        }
    }

    /**
     * In parts, one for each thread that may run at a time; who finds his own empty spends from
     * another's. Nothing moves from part to part: so who has found all of them empty knows that
     * there is nothing left. Nothing of it may ever be written off.
     */
    final class Divided implements PermitPool {

        private static final int PARTS =
                Integer.highestOneBit(
                        Math.min(64, 4 * Runtime.getRuntime().availableProcessors() - 1));

        /** Keeps parts on cache lines of their own, also those that are fetched in pairs. */
        private static final int STRIDE = 16;

        private static final long CLOSED = -1;

        private final AtomicLongArray parts = new AtomicLongArray((PARTS + 1) * STRIDE);

        Divided(long amount) {
            for (int part = 0; part < PARTS; part++) {
                long more = part < amount % PARTS ? 1 : 0;
                parts.setPlain(at(part), amount / PARTS + more);
            }
        }

        /** Whether an amount is worth dividing. */
        static boolean suits(long amount) {
            return amount >= 16L * PARTS;
        }

        @Override
        public boolean spend(long wanted, long writtenOff) {
            int own = (int) Thread.currentThread().getId();
            for (int i = 0; i < PARTS; i++) {
                if (spendFrom(at(own + i & PARTS - 1), wanted)) {
                    return true;
                }
            }
            return false;
        }

        @Override
        public long rest(long writtenOff) {
            long sum = 0;
            for (int part = 0; part < PARTS; part++) {
                sum += Math.max(0, parts.get(at(part)));
            }
            return sum;
        }

        @Override
        public long close(long writtenOff) {
            long sum = 0;
            for (int part = 0; part < PARTS; part++) {
                sum += Math.max(0, parts.getAndSet(at(part), CLOSED));
            }
            return sum;
        }

        @Override
        public boolean isCrowded() {
            return true;
        }

        private boolean spendFrom(int at, long wanted) {
            long left = parts.get(at);
            while (left >= wanted) {
                long witness = parts.compareAndExchange(at, left, left - wanted);
                if (witness == left) {
                    return true;
                }
                left = witness;
            }
            return false;
        }

        /** Behind the array's own header, which everybody reads. */
        private static int at(int part) {
            return (part + 1) * STRIDE;
        }
    }
}
