package io.github.throttled.internal.algorithm;

import java.time.Duration;
import java.time.ZoneId;

/**
 * One limit, counting on its slice of a counter's state.
 *
 * <p>A slice of zeros is a counter that nobody has used. Time does not live in the slice: the
 * {@link Counter} knows the instant that the slice stands for and calls {@link #advance} before it
 * asks anything, so that every other method sees a slice that is up to date. Slices are changed in
 * place; the counter works on a copy.
 *
 * <p>All times are milliseconds since the epoch, all durations milliseconds. Permits are at least
 * 1. Arithmetic is exact: products are compared, nothing is divided and rounded on the way to a
 * decision.
 *
 * <p>The factories throw an {@link IllegalArgumentException} for a quota or window below 1, a
 * window above {@link #MAX_WINDOW_MILLIS}, and a product of both above {@link
 * #MAX_QUOTA_TIMES_WINDOW}.
 */
public sealed interface Algorithm
        permits FixedWindow,
                CalendarWindow,
                SlidingWindow,
                SegmentedWindow,
                SlidingLog,
                Bucket,
                Concurrency {

    /** The wait of a cost that can never be admitted. */
    long NEVER = Long.MAX_VALUE;

    /** The largest {@code quota x window} (in milliseconds) for which no product overflows. */
    long MAX_QUOTA_TIMES_WINDOW = 1L << 61;

    /** The longest window, in milliseconds: more than a thousand years. */
    long MAX_WINDOW_MILLIS = 1L << 45;

    /** The most permits that {@link #slidingLog} can remember per key. */
    long MAX_LOG_QUOTA = 1024;

    /** The most parts that {@link #segmentedWindow} can cut a window into. */
    int MAX_SEGMENTS = 100;

    /** The most permits that {@link #concurrency} can let be held at a time. */
    long MAX_CONCURRENCY = 1L << 40;

    /** The most nodes that can hold permits of one key at a time. */
    int MAX_HOLDERS = 64;

    /** How long a node holds permits after it was last heard of, in milliseconds. */
    long LEASE_MILLIS = 10_000;

    /** At most {@code quota} permits in each window, aligned to the epoch. */
    static Algorithm fixedWindow(long quota, long windowMillis) {
        return new FixedWindow(quota, windowMillis);
    }

    /** This window's count and the part of the previous one that still overlaps. */
    static Algorithm slidingWindow(long quota, long windowMillis) {
        return new SlidingWindow(quota, windowMillis);
    }

    /**
     * A sliding window of {@code segments} parts; no rolling window exceeds the quota.
     *
     * @param segments 2 to {@link #MAX_SEGMENTS}
     */
    static Algorithm segmentedWindow(long quota, long windowMillis, int segments) {
        return new SegmentedWindow(quota, windowMillis, segments);
    }

    /**
     * Every permit remembered for one window.
     *
     * @param quota at most {@link #MAX_LOG_QUOTA}
     */
    static Algorithm slidingLog(long quota, long windowMillis) {
        return new SlidingLog(quota, windowMillis);
    }

    /**
     * At most {@code quota} permits in each period of the calendar.
     *
     * @param zone whose calendar it is
     */
    static Algorithm calendarWindow(long quota, CalendarPeriod period, ZoneId zone) {
        return new CalendarWindow(quota, period, zone);
    }

    /**
     * A bucket of {@code burst} tokens, of which {@code quota} come back per window, evenly.
     *
     * @param burst 1 to the largest quota of the window
     */
    static Algorithm tokenBucket(long quota, long windowMillis, long burst) {
        return new Bucket(quota, windowMillis, burst, 0, false);
    }

    /**
     * One permit per {@code window / quota}, to the millisecond.
     *
     * @param burst how many permits may come at once; 1 to the largest quota of the window
     * @param maxWaitMillis how long a call may be delayed to its turn, instead of being refused;
     *     {@code quota x maxWaitMillis} is at most {@link #MAX_QUOTA_TIMES_WINDOW}
     */
    static Algorithm leakyBucket(long quota, long windowMillis, long burst, long maxWaitMillis) {
        return new Bucket(quota, windowMillis, burst, maxWaitMillis, true);
    }

    /**
     * At most {@code quota} permits held at a time, over all nodes.
     *
     * @param quota 1 to {@link #MAX_CONCURRENCY}
     * @param holder the identity of the node that asks; positive, another one for each node
     */
    static Algorithm concurrency(long quota, long holder) {
        return new Concurrency(quota, holder);
    }

    /**
     * The largest quota that can be counted.
     *
     * @param window 1 millisecond to {@link #MAX_WINDOW_MILLIS}
     */
    static long largestQuota(Duration window) {
        return Bounds.maxQuota(window.toMillis());
    }

    /** Permits per window. */
    long quota();

    /**
     * The length of the window; about its length where that depends on the calendar, 0 where there
     * is none.
     */
    long windowMillis();

    /** The largest cost that can ever be admitted. */
    default long capacity() {
        return quota();
    }

    /** How long a call may wait for this limit rather than be refused. */
    default long patienceMillis() {
        return 0;
    }

    /** How many {@code long}s a slice takes. */
    int size();

    /**
     * How many {@code long}s, in an entry or in a state, belong to the slice that begins here. It
     * may reach beyond the end of an entry, where zeros were cut.
     */
    default int storedSize(long[] stored, int at) {
        return size();
    }

    /** Whether {@link #storedSize} is always {@link #size}. */
    default boolean hasFixedSize() {
        return true;
    }

    /** How long an untouched slice can matter; after that it is as good as zeros. */
    long memoryMillis();

    /**
     * Tells slices apart that must not be read as each other: the same for two algorithms exactly
     * if a slice means the same to both. The quota is not part of it, so counts survive a changed
     * quota.
     */
    int layout();

    /**
     * Whether a slice without negative values can be this algorithm's work, under whatever quota.
     * Only such slices reach the other methods.
     */
    boolean valid(long[] state, int at);

    /**
     * Brings a slice up to date.
     *
     * @param from the instant the slice stands for
     * @param to the instant it shall stand for; not before {@code from}
     */
    void advance(long[] state, int at, long from, long to);

    /**
     * Moves a slice to another instant though no time has passed, because a clock was set, so that
     * it admits nothing that it would not have admitted at {@code from}.
     *
     * @param from the instant the slice stands for
     * @param to the instant it shall stand for; before or after {@code from}
     */
    void move(long[] state, int at, long from, long to);

    /**
     * Makes a slice the stricter of itself and another one, so that neither now nor later it admits
     * what one of them would not. To join the same slice again changes nothing.
     *
     * @param other a state whose slice is at the same place, and stands for the same instant
     */
    default void join(long[] state, int at, long[] other) {
        for (int i = at; i < at + size(); i++) {
            state[i] = Math.max(state[i], other[i]);
        }
    }

    /**
     * How long until this cost is admitted if nobody consumes: 0 if it is now, {@link #NEVER} if it
     * exceeds what the limit can hold. Exact: one millisecond less is too early.
     */
    long waitMillis(long[] state, int at, long now, long permits);

    /** Counts an admitted cost. */
    void charge(long[] state, int at, long now, long permits);

    /**
     * Counts a cost that was admitted without asking, as far as it still counts. It may be more
     * than the limit admits; then nothing is left until that much would be free again.
     *
     * @param now the instant the slice stands for
     * @param takenAt when it was admitted; not after {@code now}
     */
    void chargeLate(long[] state, int at, long now, long takenAt, long permits);

    /**
     * Undoes a charge as far as it still counts, so that there is never more room than if it had
     * not been made.
     *
     * @param now the instant the slice stands for
     * @param takenAt when the permits were taken; not after {@code now}, unless the clock was set
     *     back since
     */
    void giveBack(long[] state, int at, long now, long takenAt, long permits);

    /** Undoes a charge of what has not been used since. */
    default void giveBack(long[] state, int at, long now, UnusedPermits unused) {
        giveBack(state, at, now, unused.takenAtMillis(), unused.amount() / unused.partsPerPermit());
    }

    /** The largest cost that would be admitted now, be it to a later turn; 0 if none. */
    long remaining(long[] state, int at, long now);

    /** How long until the whole quota is there if nobody consumes; 0 if it is now. */
    long resetMillis(long[] state, int at, long now);

    /** How long permits that are charged at this instant may be used later. */
    LeaseTerms tenure(long now);

    /** This limit divided among nodes: the same strategy with the quota's part, rounded up. */
    Algorithm share(int nodes);

    /** Turns a slice of this limit into one of its {@link #share}; consumption is rounded up. */
    default void shareSlice(long[] state, int at, int nodes) {
        for (int i = at; i < at + size(); i++) {
            state[i] = part(state[i], nodes);
        }
    }

    /** {@code whole / nodes}, rounded up. */
    static long part(long whole, int nodes) {
        return -Math.floorDiv(-whole, nodes);
    }
}
