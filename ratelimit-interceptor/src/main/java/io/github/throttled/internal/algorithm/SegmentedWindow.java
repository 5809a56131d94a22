package io.github.throttled.internal.algorithm;

/**
 * A sliding window of {@code segments} parts and one more, of which the oldest counts as a whole.
 * The parts together always cover the window that ends now, so no rolling window exceeds the quota.
 * In return, permits come back up to one part late. State: one count per part, oldest first.
 *
 * <p>Part {@code k} begins at {@code ceil(k x window / segments)}. So the parts do not drift if the
 * window cannot be divided evenly.
 */
record SegmentedWindow(long quota, long windowMillis, int segments) implements Algorithm {

    SegmentedWindow {
        Bounds.check(quota, windowMillis);
        Bounds.require(
                segments >= 2 && segments <= MAX_SEGMENTS,
                "A window is cut into 2 to %d segments, not %d.".formatted(MAX_SEGMENTS, segments));
    }

    @Override
    public int size() {
        return segments + 1;
    }

    @Override
    public long memoryMillis() {
        return windowMillis + windowMillis / segments + 1;
    }

    @Override
    public int layout() {
        return Layout.of("segmented-window", windowMillis, segments);
    }

    @Override
    public boolean valid(long[] state, int at) {
        long most = Bounds.maxQuota(windowMillis);
        for (int i = 0; i < size(); i++) {
            if (state[at + i] > most) {
                return false;
            }
            most -= state[at + i];
        }
        return true;
    }

    @Override
    public LeaseTerms leaseTerms(long now) {
        return LeaseTerms.until(untilGone(now, 1));
    }

    @Override
    public Algorithm share(int nodes) {
        return new SegmentedWindow(Algorithm.part(quota, nodes), windowMillis, segments);
    }

    @Override
    public void advance(long[] state, int at, long from, long to) {
        int gone = (int) Math.min(size(), segment(to) - segment(from));
        for (int i = 0; i < size(); i++) {
            state[at + i] = i + gone < size() ? state[at + i + gone] : 0;
        }
    }

    @Override
    public void move(long[] state, int at, long from, long to) {
        // Parts may begin elsewhere at `to`, so the whole count moves to the newest part.
        long total = total(state, at);
        for (int i = 0; i < segments; i++) {
            state[at + i] = 0;
        }
        state[at + segments] = total;
    }

    @Override
    public void join(long[] state, int at, long[] other) {
        Algorithm.super.join(state, at, other);
        // An excess over the largest count is subtracted from the oldest parts, which leave first.
        // While a part is cut, the later ones alone have the largest quota.
        long tooMuch = total(state, at) - Bounds.maxQuota(windowMillis);
        for (int i = 0; tooMuch > 0; i++) {
            long taken = Math.min(tooMuch, state[at + i]);
            state[at + i] -= taken;
            tooMuch -= taken;
        }
    }

    @Override
    public long waitMillis(long[] state, int at, long now, long permits) {
        if (permits > quota) {
            return NEVER;
        }
        long counted = total(state, at);
        int gone = 0;
        while (permits > quota - counted) {
            counted -= state[at + gone++];
        }
        return untilGone(now, gone);
    }

    @Override
    public void charge(long[] state, int at, long now, long permits) {
        state[at + segments] += permits;
    }

    @Override
    public void chargeLate(long[] state, int at, long now, long takenAt, long permits) {
        int counted = counted(now, takenAt);
        if (counted >= 0) {
            long others = total(state, at) - state[at + counted];
            long most = Bounds.maxQuota(windowMillis) - others;
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

    /** The part that counts an earlier permit; -1 if the permit no longer counts. */
    private int counted(long now, long takenAt) {
        long segmentsAgo = segment(now) - segment(takenAt);
        return segmentsAgo >= 0 && segmentsAgo <= segments ? segments - (int) segmentsAgo : -1;
    }

    @Override
    public long remaining(long[] state, int at, long now) {
        return Math.max(0, quota - total(state, at));
    }

    @Override
    public long resetMillis(long[] state, int at, long now) {
        int used = size();
        while (used > 0 && state[at + used - 1] == 0) {
            used--;
        }
        return untilGone(now, used);
    }

    private long total(long[] state, int at) {
        long total = 0;
        for (int i = 0; i < size(); i++) {
            total += state[at + i];
        }
        return total;
    }

    private long segment(long time) {
        return Math.floorDiv(time * segments, windowMillis);
    }

    /** The time until this many of the oldest parts have left. */
    private long untilGone(long now, int parts) {
        if (parts == 0) {
            return 0;
        }
        long begin = (segment(now) + parts) * windowMillis;
        return -Math.floorDiv(-begin, segments) - now;
    }
}
