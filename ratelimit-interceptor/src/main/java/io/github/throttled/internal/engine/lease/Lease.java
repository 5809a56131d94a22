package io.github.throttled.internal.engine.lease;

import io.github.throttled.internal.algorithm.LeaseTerms;
import io.github.throttled.internal.algorithm.UnusedPermits;

/**
 * Permits of one key that this node has taken from the store at once, to be used one by one.
 * Lock-free, and using them allocates nothing.
 *
 * <p>What is used and what is written off (see {@link LeaseTerms}) is reckoned in {@code permits x
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
    private final PermitPool purse;
    private volatile long[] state;
    private long restBefore = -1;

    /**
     * A lease.
     *
     * @param permits what has been taken; at least 1
     * @param chargedMillis the store's time when they were
     * @param takenMillis this node's clock when they were asked for
     * @param crowded whether many threads are about to use it at a time
     */
    Lease(long permits, LeaseTerms tenure, long chargedMillis, long takenMillis, boolean crowded) {
        this.permits = permits;
        this.lengthMillis = tenure.lengthMillis();
        this.windowMillis = tenure.windowMillis();
        this.drain = tenure.quota();
        this.amount = permits * windowMillis;
        this.chargedMillis = chargedMillis;
        this.takenMillis = takenMillis;
        boolean divisible = !drains() && PermitPool.Divided.suits(amount);
        this.purse =
                crowded && divisible
                        ? new PermitPool.Divided(amount)
                        : new PermitPool.Undivided(amount, divisible);
    }

    /** Uses permits, all or none. */
    public boolean use(long cost, long nowMillis) {
        long elapsed = nowMillis - takenMillis;
        return isRunning(elapsed)
                && cost <= permits
                && purse.spend(cost * windowMillis, writtenOff(elapsed));
    }

    /** How many could be used now. */
    public long left(long nowMillis) {
        long elapsed = nowMillis - takenMillis;
        return isRunning(elapsed) ? purse.rest(writtenOff(elapsed)) / windowMillis : 0;
    }

    /**
     * What is stored of the key, as this node knows it; all of the lease counts there as used. Null
     * for nothing.
     */
    public long[] state() {
        return state;
    }

    void saw(long[] stored) {
        state = stored;
    }

    /** Ends it, and tells what has been neither used nor written off. */
    public UnusedPermits close(long nowMillis) {
        long elapsed = Math.max(0, nowMillis - takenMillis);
        return unused(purse.close(writtenOff(elapsed)), elapsed);
    }

    /** What has been neither used nor written off. */
    public UnusedPermits unused(long nowMillis) {
        long elapsed = Math.max(0, nowMillis - takenMillis);
        return unused(purse.rest(writtenOff(elapsed)), elapsed);
    }

    private UnusedPermits unused(long rest, long elapsed) {
        return new UnusedPermits(
                rest, windowMillis, drains() ? chargedMillis + elapsed : chargedMillis);
    }

    /** Whether so many threads use it at a time that the next one is better divided. */
    boolean isCrowded() {
        return purse.isCrowded();
    }

    /** Whether it has been used since this was last asked; one thread may ask. */
    boolean isUsedSince() {
        long rest = purse.rest(0);
        boolean isUsed = rest != restBefore;
        restBefore = rest;
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

    /** All of it, long before the product overflows. */
    private long writtenOff(long elapsed) {
        if (!drains()) {
            return 0;
        }
        return elapsed > amount / drain ? amount : elapsed * drain;
    }
}
