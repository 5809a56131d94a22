package io.github.throttled.internal.algorithm;

import java.math.BigInteger;

/**
 * A bucket that every permit fills and that drains continuously at the rate of the limit. State:
 * its level, in {@code permits x window}. So {@code quota} drains in a millisecond, and nothing is
 * divided on the way to a decision.
 *
 * <p>Seen from the other side this is the token bucket of RFC 2697. Its free capacity are the
 * tokens, {@code burst} of them when it is empty, and {@code quota} per window come back.
 *
 * <p>If {@link #paced}, this is the leaky bucket as a meter, the Generic Cell Rate Algorithm of
 * ITU-T I.371. The two forms of that algorithm, the bucket and the theoretical arrival time, decide
 * the same: the time until the arrival time is the time that the bucket takes to drain. Arrivals
 * are known in whole milliseconds, so a call conforms if its time comes before the millisecond is
 * over. Otherwise a caller at a pace of 1.1 ms would be admitted only every 2 ms. As it is, the
 * rate is kept exactly, and no call is early by a millisecond.
 *
 * <p>With {@code max-wait}, a cost that does not fit yet is admitted with a delay. Meanwhile it
 * fills the bucket beyond its capacity.
 *
 * @param burst how many permits an empty bucket holds
 * @param maxDelayMillis how long a call may be delayed before it is rejected
 * @param paced whether the amount that drains in this millisecond counts as drained
 */
record Bucket(long quota, long windowMillis, long burst, long maxDelayMillis, boolean paced)
        implements Algorithm {

    Bucket {
        Bounds.check(quota, windowMillis);
        long most = Bounds.maxQuota(windowMillis);
        Bounds.require(burst >= 1, "A burst is at least 1 permit, not " + burst + ".");
        Bounds.require(
                burst <= most,
                "The burst of a window of %d ms is at most %d permits, not %d."
                        .formatted(windowMillis, most, burst));
        Bounds.require(
                maxDelayMillis >= 0 && maxDelayMillis <= MAX_QUOTA_TIMES_WINDOW / quota,
                "A wait for a limit of %d is 0 to %d ms, not %d."
                        .formatted(quota, MAX_QUOTA_TIMES_WINDOW / quota, maxDelayMillis));
    }

    @Override
    public long capacity() {
        return burst;
    }

    @Override
    public int size() {
        return 1;
    }

    @Override
    public long memoryMillis() {
        return drainMillis(fullest());
    }

    @Override
    public int layout() {
        return Layout.of("bucket", windowMillis);
    }

    @Override
    public LeaseTerms leaseTerms(long now) {
        return maxDelayMillis > 0 ? LeaseTerms.NONE : LeaseTerms.draining(quota, windowMillis);
    }

    @Override
    public Algorithm share(int nodes) {
        return new Bucket(
                Algorithm.part(quota, nodes),
                windowMillis,
                Algorithm.part(burst, nodes),
                maxDelayMillis,
                paced);
    }

    @Override
    public boolean valid(long[] state, int at) {
        return state[at] <= 2 * MAX_QUOTA_TIMES_WINDOW;
    }

    @Override
    public void advance(long[] state, int at, long from, long to) {
        // Under a lowered burst, a level above the largest possible one is cut; otherwise calls
        // would wait for too long.
        long level = Math.min(state[at], fullest());
        long elapsed = to - from;
        state[at] = elapsed > level / quota ? 0 : level - elapsed * quota;
    }

    @Override
    public void move(long[] state, int at, long from, long to) {
        // The level does not depend on time: it stays, and drains from the other instant.
        state[at] = Math.min(state[at], fullest());
    }

    @Override
    public long waitMillis(long[] state, int at, long now, long permits) {
        if (permits > burst) {
            return NEVER;
        }
        return drainMillis(state[at] - (burst - permits) * windowMillis);
    }

    @Override
    public void charge(long[] state, int at, long now, long permits) {
        state[at] += permits * windowMillis;
    }

    /**
     * Adds the whole cost now, because it is unknown how much of it has drained. That is at least
     * as strict as the truth, and exact if the bucket was never empty since. An excess over the
     * largest level is dropped.
     */
    @Override
    public void chargeLate(long[] state, int at, long now, long takenAt, long permits) {
        boolean overflows = permits > (fullest() - state[at]) / windowMillis;
        state[at] = overflows ? Math.max(state[at], fullest()) : state[at] + permits * windowMillis;
    }

    /**
     * The amount that has drained since the permits were taken may have been theirs. So only the
     * amount that cannot have drained yet is given back. So there are never more permits than if
     * nothing had been taken.
     */
    @Override
    public void giveBack(long[] state, int at, long now, long takenAt, long permits) {
        giveBackLevel(state, at, now - takenAt, permits * windowMillis);
    }

    @Override
    public void giveBack(long[] state, int at, long now, UnusedPermits unused) {
        giveBackLevel(state, at, now - unused.takenAtMillis(), level(unused));
    }

    private void giveBackLevel(long[] state, int at, long since, long taken) {
        long elapsed = Math.max(0, since);
        if (elapsed <= taken / quota) {
            state[at] = Math.max(0, state[at] - (taken - elapsed * quota));
        }
    }

    private long level(UnusedPermits unused) {
        if (unused.partsPerPermit() == windowMillis) {
            return unused.amount();
        }
        return BigInteger.valueOf(unused.amount())
                .multiply(BigInteger.valueOf(windowMillis))
                .divide(BigInteger.valueOf(unused.partsPerPermit()))
                .longValueExact();
    }

    @Override
    public long remaining(long[] state, int at, long now) {
        long room = fullest() - state[at];
        return Math.max(0, Math.min(burst, Math.floorDiv(room, windowMillis)));
    }

    @Override
    public long resetMillis(long[] state, int at, long now) {
        return drainMillis(state[at]);
    }

    /** The largest level that calls can cause: the last one waits for the maximal delay. */
    private long fullest() {
        return burst * windowMillis + draining() + maxDelayMillis * quota;
    }

    /** The amount that drains before this millisecond is over. */
    private long draining() {
        return paced ? quota - 1 : 0;
    }

    /** The time until this amount has drained; 0 if it is zero or negative. */
    private long drainMillis(long level) {
        long room = draining() - level;
        return room >= 0 ? 0 : -Math.floorDiv(room, quota);
    }
}
