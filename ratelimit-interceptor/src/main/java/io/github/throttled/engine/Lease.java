package io.github.throttled.engine;

import io.github.throttled.algorithm.Tenure;
import io.github.throttled.algorithm.Unused;

import java.util.concurrent.atomic.AtomicLong;

/**
 * Permits of one key that this node has taken from the store at once, to be used one by one.
 * Lock-free, and using them allocates nothing.
 *
 * <p>What is used and what is written off (see {@link Tenure}) is kept as one number, in {@code
 * permits x window}: it grows by the cost of each call, and is never less than what would have been
 * written off if there had been no calls.
 */
final class Lease {

    /** So much that nothing can be used, and nothing that is added overflows. */
    private static final long CLOSED = Long.MAX_VALUE / 2;

    private final Tenure tenure;
    private final long permits;
    private final long amount;
    private final long chargedMillis;
    private final long takenMillis;
    private final AtomicLong gone;
    private volatile boolean isUsed = true;

    /**
     * A lease.
     *
     * @param permits what has been taken; at least 1
     * @param filled what is known to have been in the bucket before, in {@code permits x window}:
     *     as if this node had used it, which drains before anything is written off
     * @param chargedMillis the store's time when they were
     * @param takenMillis this node's clock when they were asked for
     */
    Lease(long permits, Tenure tenure, long filled, long chargedMillis, long takenMillis) {
        this.permits = permits;
        this.amount = filled + permits * tenure.windowMillis();
        this.gone = new AtomicLong(filled);
        this.tenure = tenure;
        this.chargedMillis = chargedMillis;
        this.takenMillis = takenMillis;
    }

    /** Uses permits, all or none. */
    boolean use(long cost, long nowMillis) {
        long elapsed = nowMillis - takenMillis;
        if (!isRunning(elapsed) || cost > permits) {
            return false;
        }
        long used = cost * tenure.windowMillis();
        long writtenOff = writtenOff(elapsed);
        long before = gone.get();
        while (Math.max(before, writtenOff) + used <= amount) {
            long witness = gone.compareAndExchange(before, Math.max(before, writtenOff) + used);
            if (witness == before) {
                noteUse();
                return true;
            }
            before = witness;
        }
        return false;
    }

    /** How many could be used now. */
    long left(long nowMillis) {
        long elapsed = nowMillis - takenMillis;
        return isRunning(elapsed) ? rest(gone.get(), elapsed) / tenure.windowMillis() : 0;
    }

    /** Ends it, and tells what has been neither used nor written off. */
    Unused close(long nowMillis) {
        return unused(gone.getAndSet(CLOSED), nowMillis);
    }

    /** What has been neither used nor written off. */
    Unused unused(long nowMillis) {
        return unused(gone.get(), nowMillis);
    }

    private Unused unused(long last, long nowMillis) {
        long elapsed = Math.max(0, nowMillis - takenMillis);
        boolean drains = tenure.quota() > 0;
        return new Unused(
                rest(last, elapsed),
                tenure.windowMillis(),
                drains ? chargedMillis + elapsed : chargedMillis);
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

    private boolean isRunning(long elapsed) {
        return elapsed >= 0 && elapsed < tenure.lengthMillis();
    }

    private long rest(long before, long elapsed) {
        return Math.max(0, amount - Math.max(before, writtenOff(elapsed)));
    }

    /** All of it, long before the product overflows. */
    private long writtenOff(long elapsed) {
        if (tenure.quota() == 0) {
            return 0;
        }
        return elapsed > amount / tenure.quota() ? amount : elapsed * tenure.quota();
    }

    /** The plain read keeps the common case free of writes. */
    private void noteUse() {
        if (!isUsed) {
            isUsed = true;
        }
    }
}
