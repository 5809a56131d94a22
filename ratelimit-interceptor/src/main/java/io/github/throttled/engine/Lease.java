package io.github.throttled.engine;

import io.github.throttled.algorithm.Tenure;

import java.util.concurrent.atomic.AtomicLong;

/**
 * Permits of one key that this node has taken from the store at once, to be used one by one.
 * Lock-free, and using them allocates nothing.
 *
 * <p>What is left is kept in {@code permits x window} of the {@link Tenure}, and what is written
 * off is subtracted when it is looked at, so that nothing has to happen as time goes by.
 */
final class Lease {

    /** So little that nothing can be used, and nothing that is subtracted overflows. */
    private static final long CLOSED = Long.MIN_VALUE / 2;

    private final Tenure tenure;
    private final long permits;
    private final long takenMillis;
    private final AtomicLong left;
    private volatile boolean isUsed = true;

    /**
     * A lease.
     *
     * @param permits what has been taken; at least 1
     * @param takenMillis this node's clock when they were asked for
     */
    Lease(long permits, Tenure tenure, long takenMillis) {
        this.permits = permits;
        this.tenure = tenure;
        this.takenMillis = takenMillis;
        this.left = new AtomicLong(permits * tenure.windowMillis());
    }

    /** Uses permits, all or none. */
    boolean use(long cost, long nowMillis) {
        long elapsed = nowMillis - takenMillis;
        if (elapsed < 0 || elapsed >= tenure.lengthMillis() || cost > permits) {
            return false;
        }
        long writtenOff = writtenOff(elapsed);
        long used = cost * tenure.windowMillis();
        long before = left.get();
        while (before - writtenOff >= used) {
            long witness = left.compareAndExchange(before, before - used);
            if (witness == before) {
                if (!isUsed) {
                    isUsed = true;
                }
                return true;
            }
            before = witness;
        }
        return false;
    }

    /** How many could be used now. */
    long left(long nowMillis) {
        long elapsed = nowMillis - takenMillis;
        return elapsed < 0 || elapsed >= tenure.lengthMillis() ? 0 : whole(left.get(), elapsed);
    }

    /** Ends it, and tells how many could still have been used. */
    long close(long nowMillis) {
        long last = left.getAndSet(CLOSED);
        long elapsed = nowMillis - takenMillis;
        boolean isOver = last == CLOSED || elapsed < 0 || elapsed >= tenure.lengthMillis();
        return isOver ? 0 : whole(last, elapsed);
    }

    /** Whether it has been used since this was last asked. */
    boolean isUsedSince() {
        boolean was = isUsed;
        isUsed = false;
        return was;
    }

    long permits() {
        return permits;
    }

    long takenMillis() {
        return takenMillis;
    }

    private long whole(long amount, long elapsed) {
        return Math.max(0, Math.floorDiv(amount - writtenOff(elapsed), tenure.windowMillis()));
    }

    /** All of it, long before the product overflows. */
    private long writtenOff(long elapsed) {
        if (tenure.quota() == 0) {
            return 0;
        }
        long all = permits * tenure.windowMillis();
        return elapsed > all / tenure.quota() ? all : elapsed * tenure.quota();
    }
}
