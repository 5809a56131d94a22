package io.github.throttled.internal.algorithm;

/**
 * Counts permits per window {@code floor(now / window)}. State: the count.
 *
 * <p>An interval shorter than the window can contain up to twice the quota, half of it on each side
 * of a boundary.
 */
record FixedWindow(long quota, long windowMillis) implements Algorithm {

    FixedWindow {
        Bounds.check(quota, windowMillis);
    }

    @Override
    public int size() {
        return 1;
    }

    @Override
    public long memoryMillis() {
        return windowMillis;
    }

    @Override
    public int layout() {
        return Layout.of("fixed-window", windowMillis);
    }

    @Override
    public LeaseTerms leaseTerms(long now) {
        return LeaseTerms.until(untilNextWindow(now));
    }

    @Override
    public Algorithm share(int nodes) {
        return new FixedWindow(Algorithm.part(quota, nodes), windowMillis);
    }

    @Override
    public boolean valid(long[] state, int at) {
        return state[at] <= Bounds.maxQuota(windowMillis);
    }

    @Override
    public void advance(long[] state, int at, long from, long to) {
        if (to - from >= untilNextWindow(from)) {
            state[at] = 0;
        }
    }

    @Override
    public void move(long[] state, int at, long from, long to) {
        // The count moves unchanged into the window of the other instant.
    }

    @Override
    public long waitMillis(long[] state, int at, long now, long permits) {
        if (permits > quota) {
            return NEVER;
        }
        return permits <= quota - state[at] ? 0 : untilNextWindow(now);
    }

    @Override
    public void charge(long[] state, int at, long now, long permits) {
        state[at] += permits;
    }

    @Override
    public void chargeLate(long[] state, int at, long now, long takenAt, long permits) {
        if (Math.floorDiv(takenAt, windowMillis) == Math.floorDiv(now, windowMillis)) {
            state[at] = Bounds.sum(state[at], permits, Bounds.maxQuota(windowMillis));
        }
    }

    @Override
    public void giveBack(long[] state, int at, long now, long takenAt, long permits) {
        if (Math.floorDiv(takenAt, windowMillis) == Math.floorDiv(now, windowMillis)) {
            state[at] = Math.max(0, state[at] - permits);
        }
    }

    @Override
    public long remaining(long[] state, int at, long now) {
        return Math.max(0, quota - state[at]);
    }

    @Override
    public long resetMillis(long[] state, int at, long now) {
        return state[at] == 0 ? 0 : untilNextWindow(now);
    }

    private long untilNextWindow(long now) {
        return windowMillis - Math.floorMod(now, windowMillis);
    }
}
