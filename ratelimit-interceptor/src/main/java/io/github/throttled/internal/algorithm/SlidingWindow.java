package io.github.throttled.internal.algorithm;

/**
 * Two counters, the approximation that Cloudflare published ("How we built rate limiting capable of
 * scaling to millions of domains", 2017). The permits of the previous window count in proportion to
 * the part of it that lies within one window from now. State: the previous count, the count.
 *
 * <p>A cost is admitted when {@code previous x (window - elapsed) / window + count + cost <=
 * quota}. Both sides are multiplied by the window instead, so nothing is rounded. The approximation
 * assumes that the previous window's permits are evenly spread. A caller that sends them all at its
 * end gets up to {@code 2 x quota - 1} in one rolling window.
 */
record SlidingWindow(long quota, long windowMillis) implements Algorithm {

    private static final int PREVIOUS = 0;
    private static final int COUNT = 1;

    SlidingWindow {
        Bounds.check(quota, windowMillis);
    }

    @Override
    public int size() {
        return 2;
    }

    @Override
    public long memoryMillis() {
        return 2 * windowMillis;
    }

    @Override
    public int layout() {
        return Layout.of("sliding-window", windowMillis);
    }

    @Override
    public LeaseTerms leaseTerms(long now) {
        return LeaseTerms.until(untilNextWindow(now));
    }

    @Override
    public Algorithm share(int nodes) {
        return new SlidingWindow(Algorithm.part(quota, nodes), windowMillis);
    }

    @Override
    public boolean valid(long[] state, int at) {
        long most = Bounds.maxQuota(windowMillis);
        return state[at + PREVIOUS] <= most && state[at + COUNT] <= most;
    }

    @Override
    public void advance(long[] state, int at, long from, long to) {
        long windows = Math.floorDiv(to, windowMillis) - Math.floorDiv(from, windowMillis);
        if (windows > 0) {
            state[at + PREVIOUS] = windows == 1 ? state[at + COUNT] : 0;
            state[at + COUNT] = 0;
        }
    }

    @Override
    public void move(long[] state, int at, long from, long to) {
        // At `to` the previous count may weigh less than at `from`, so its weight is fixed first.
        long weighed = state[at + PREVIOUS] * untilNextWindow(from);
        long counted = state[at + COUNT] + Math.floorDiv(weighed + windowMillis - 1, windowMillis);
        state[at + PREVIOUS] = 0;
        state[at + COUNT] = Math.min(counted, Bounds.maxQuota(windowMillis));
    }

    @Override
    public long waitMillis(long[] state, int at, long now, long permits) {
        if (permits > quota) {
            return NEVER;
        }
        long previous = state[at + PREVIOUS];
        long count = state[at + COUNT];
        long overlap = untilNextWindow(now);
        long free = (quota - count - permits) * windowMillis;
        if (previous * overlap <= free) {
            return 0;
        }
        if (free >= 0) {
            // This window admits the cost as soon as less of the previous one overlaps.
            return overlap - free / previous;
        }
        // Only the next window can admit the cost; there, this count is the previous one.
        long freeThen = (quota - permits) * windowMillis;
        return overlap + windowMillis - Math.min(windowMillis, freeThen / count);
    }

    @Override
    public void charge(long[] state, int at, long now, long permits) {
        state[at + COUNT] += permits;
    }

    @Override
    public void chargeLate(long[] state, int at, long now, long takenAt, long permits) {
        int counted = counted(now, takenAt);
        if (counted >= 0) {
            long most = Bounds.maxQuota(windowMillis);
            state[at + counted] = Bounds.sum(state[at + counted], permits, most);
        }
    }

    @Override
    public void giveBack(long[] state, int at, long now, long takenAt, long permits) {
        int counted = counted(now, takenAt);
        if (counted >= 0) {
            state[at + counted] = Math.max(0, state[at + counted] - permits);
        }
    }

    /** The counter that has an earlier permit; -1 if the permit no longer counts. */
    private int counted(long now, long takenAt) {
        long windowsAgo = Math.floorDiv(now, windowMillis) - Math.floorDiv(takenAt, windowMillis);
        return windowsAgo == 0 ? COUNT : windowsAgo == 1 ? PREVIOUS : -1;
    }

    @Override
    public long remaining(long[] state, int at, long now) {
        long free = (quota - state[at + COUNT]) * windowMillis;
        long left = free - state[at + PREVIOUS] * untilNextWindow(now);
        return Math.max(0, Math.floorDiv(left, windowMillis));
    }

    @Override
    public long resetMillis(long[] state, int at, long now) {
        if (state[at + COUNT] > 0) {
            return untilNextWindow(now) + windowMillis;
        }
        return state[at + PREVIOUS] > 0 ? untilNextWindow(now) : 0;
    }

    private long untilNextWindow(long now) {
        return windowMillis - Math.floorMod(now, windowMillis);
    }
}
