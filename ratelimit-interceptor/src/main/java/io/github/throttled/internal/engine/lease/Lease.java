package io.github.throttled.internal.engine.lease;

import io.github.throttled.internal.algorithm.LeaseTerms;
import io.github.throttled.internal.algorithm.UnusedPermits;

/**
 * Permits of one key that this node has taken from the store ahead of the calls that use them.
 * Lock-free; using them allocates nothing.
 *
 * <p>Used and written-off amounts (see {@link LeaseTerms}) are measured in {@code permits x
 * window}.
 */
public final class Lease {

    private final long lengthMillis;
    private final long windowMillis;
    private final long drain;
    private final long permits;
    private final long amount;
    private final long chargedMillis;
    private final long takenMillis;
    private final PermitPool pool;
    private volatile long[] state;
    private long remainingBefore = -1;

    /**
     * @param permits the permits taken; at least 1
     * @param chargedMillis the store's time when they were taken
     * @param takenMillis this node's time when they were requested
     * @param contended whether many threads are about to use the lease at a time
     */
    Lease(long permits, LeaseTerms terms, long chargedMillis, long takenMillis, boolean contended) {
        this.permits = permits;
        this.lengthMillis = terms.lengthMillis();
        this.windowMillis = terms.windowMillis();
        this.drain = terms.quota();
        this.amount = permits * windowMillis;
        this.chargedMillis = chargedMillis;
        this.takenMillis = takenMillis;
        boolean canBeStriped = !drains() && PermitPool.Striped.isWorthwhile(amount);
        this.pool =
                contended && canBeStriped
                        ? new PermitPool.Striped(amount)
                        : new PermitPool.Single(amount, canBeStriped);
    }

    /** Uses permits, all or none. */
    public boolean use(long cost, long nowMillis) {
        long elapsed = nowMillis - takenMillis;
        return isRunning(elapsed)
                && cost <= permits
                && pool.spend(cost * windowMillis, writtenOff(elapsed));
    }

    /** How many permits could be used now. */
    public long left(long nowMillis) {
        long elapsed = nowMillis - takenMillis;
        return isRunning(elapsed) ? pool.remaining(writtenOff(elapsed)) / windowMillis : 0;
    }

    /**
     * The stored state of the key, as this node knows it. All permits of the lease count there as
     * used. Null for none.
     */
    public long[] state() {
        return state;
    }

    void setState(long[] stored) {
        state = stored;
    }

    /** Ends the lease, and returns what has been neither used nor written off. */
    public UnusedPermits close(long nowMillis) {
        long elapsed = Math.max(0, nowMillis - takenMillis);
        return unused(pool.close(writtenOff(elapsed)), elapsed);
    }

    /** What has been neither used nor written off. */
    public UnusedPermits unused(long nowMillis) {
        long elapsed = Math.max(0, nowMillis - takenMillis);
        return unused(pool.remaining(writtenOff(elapsed)), elapsed);
    }

    private UnusedPermits unused(long remaining, long elapsed) {
        return new UnusedPermits(
                remaining, windowMillis, drains() ? chargedMillis + elapsed : chargedMillis);
    }

    /** Whether many threads use the lease at a time, so that the next one should be striped. */
    boolean isContended() {
        return pool.isContended();
    }

    /** Whether the lease has been used since the last call of this method. For one thread. */
    boolean isUsedSince() {
        long remaining = pool.remaining(0);
        boolean isUsed = remaining != remainingBefore;
        remainingBefore = remaining;
        return isUsed;
    }

    long permits() {
        return permits;
    }

    long takenMillis() {
        return takenMillis;
    }

    private boolean isRunning(long elapsed) {
        return elapsed >= 0 && elapsed < lengthMillis;
    }

    private boolean drains() {
        return drain > 0;
    }

    /**
     * The amount written off by now. Returns the whole amount long before the product overflows.
     */
    private long writtenOff(long elapsed) {
        if (!drains()) {
            return 0;
        }
        return elapsed > amount / drain ? amount : elapsed * drain;
    }
}
