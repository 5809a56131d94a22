package io.github.throttled.internal.algorithm;

import java.time.Duration;
import java.time.ZoneId;

/**
 * One limit, which counts on its slice of a counter's state.
 *
 * <p>A slice of zeros is an unused counter. The slice does not contain the time: the {@link
 * Counter} knows the instant of the slice, and calls {@link #advance} before any other method. So
 * every other method sees a slice that is up to date. Slices are changed in place; the counter
 * works on a copy.
 *
 * <p>All times are milliseconds since the epoch, all durations milliseconds. Permits are at least
 * 1. Arithmetic is exact: products are compared, and nothing is divided or rounded on the way to a
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

    /** The wait for a cost that can never be admitted. */
    long NEVER = Long.MAX_VALUE;

    /** The largest {@code quota x window} (in milliseconds) for which no product overflows. */
    long MAX_QUOTA_TIMES_WINDOW = 1L << 61;

    /** The longest window, in milliseconds: more than a thousand years. */
    long MAX_WINDOW_MILLIS = 1L << 45;

    /** The most permits that {@link #slidingLog} can remember per key. */
    long MAX_LOG_QUOTA = 1024;

    /** The most segments of a window of {@link #segmentedWindow}. */
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

    /** The count of this window, and the part of the previous one that still overlaps. */
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
     * Remembers every permit for one window.
     *
     * @param quota at most {@link #MAX_LOG_QUOTA}
     */
    static Algorithm slidingLog(long quota, long windowMillis) {
        return new SlidingLog(quota, windowMillis);
    }

    /**
     * At most {@code quota} permits in each period of the calendar.
     *
     * @param zone the time zone of the calendar
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
     * @param burst how many permits may be used at once; 1 to the largest quota of the window
     * @param maxWaitMillis how long a call may be delayed before it is rejected; {@code quota x
     *     maxWaitMillis} is at most {@link #MAX_QUOTA_TIMES_WINDOW}
     */
    static Algorithm leakyBucket(long quota, long windowMillis, long burst, long maxWaitMillis) {
        return new Bucket(quota, windowMillis, burst, maxWaitMillis, true);
    }

    /**
     * At most {@code quota} permits held at a time, over all nodes.
     *
     * @param quota 1 to {@link #MAX_CONCURRENCY}
     * @param holder the identity of this node; positive, and different for each node
     */
    static Algorithm concurrency(long quota, long holder) {
        return new Concurrency(quota, holder);
    }

    /**
     * The largest quota of a window that can be counted exactly.
     *
     * @param window 1 millisecond to {@link #MAX_WINDOW_MILLIS}
     */
    static long largestQuota(Duration window) {
        return Bounds.maxQuota(window.toMillis());
    }

    /** Permits per window. */
    long quota();

    /**
     * The length of the window. An approximation if it depends on the calendar; 0 if there is no
     * window.
     */
    long windowMillis();

    /** The largest cost that can ever be admitted. */
    default long capacity() {
        return quota();
    }

    /** How long this limit may delay a call before it is rejected. */
    default long maxDelayMillis() {
        return 0;
    }

    /** The number of {@code long}s in a slice. */
    int size();

    /**
     * How many {@code long}s of an entry or a state belong to the slice that begins at this index.
     * The result may exceed the end of an entry, where trailing zeros were cut.
     */
    default int storedSize(long[] stored, int at) {
        return size();
    }

    /** Whether {@link #storedSize} is always {@link #size}. */
    default boolean hasFixedSize() {
        return true;
    }

    /** How long an untouched slice can matter; after that it equals zeros. */
    long memoryMillis();

    /**
     * Identifies the meaning of a slice: the same for two algorithms exactly if a slice means the
     * same to both. The quota is not part of it, so counts survive a changed quota.
     */
    int layout();

    /**
     * Whether a slice without negative values may come from this algorithm, under any quota. Only
     * such slices are passed to the other methods.
     */
    boolean valid(long[] state, int at);

    /**
     * Brings a slice up to date.
     *
     * @param from the instant of the slice
     * @param to its new instant; not before {@code from}
     */
    void advance(long[] state, int at, long from, long to);

    /**
     * Moves a slice to another instant though no time has passed, because a clock was set.
     * Afterwards the slice admits nothing that it would have rejected at {@code from}.
     *
     * @param from the instant of the slice
     * @param to its new instant; before or after {@code from}
     */
    void move(long[] state, int at, long from, long to);

    /**
     * Makes a slice the stricter of itself and another one: now and later it rejects everything
     * that one of them would reject. Joining the same slice again changes nothing.
     *
     * @param other a state with a slice at the same place and instant
     */
    default void join(long[] state, int at, long[] other) {
        for (int i = at; i < at + size(); i++) {
            state[i] = Math.max(state[i], other[i]);
        }
    }

    /**
     * How long until this cost is admitted if there are no other calls. 0 if it is admitted now,
     * {@link #NEVER} if it exceeds the capacity. Exact: one millisecond less is too early.
     */
    long waitMillis(long[] state, int at, long now, long permits);

    /** Counts an admitted cost. */
    void charge(long[] state, int at, long now, long permits);

    /**
     * Counts a cost that was admitted without asking, as far as it still counts. The cost may
     * exceed the limit; then nothing remains until the excess would be free again.
     *
     * @param now the instant of the slice
     * @param takenAt when it was admitted; not after {@code now}
     */
    void chargeLate(long[] state, int at, long now, long takenAt, long permits);

    /**
     * Undoes a charge as far as it still counts. Never leaves more permits than if the charge had
     * not been made.
     *
     * @param now the instant of the slice
     * @param takenAt when the permits were taken; not after {@code now}, unless the clock was set
     *     back since
     */
    void giveBack(long[] state, int at, long now, long takenAt, long permits);

    /** Undoes the charge of unused permits. */
    default void giveBack(long[] state, int at, long now, UnusedPermits unused) {
        giveBack(state, at, now, unused.takenAtMillis(), unused.amount() / unused.partsPerPermit());
    }

    /** The largest cost that would be admitted now, possibly with a delay; 0 for none. */
    long remaining(long[] state, int at, long now);

    /**
     * How long until the whole quota is available if there are no calls; 0 if it is available now.
     */
    long resetMillis(long[] state, int at, long now);

    /**
     * Whether permits come back as time passes; false if they come back when calls end, which
     * cannot be predicted.
     */
    default boolean isPredictable() {
        return true;
    }

    /** How long permits that are charged at this instant may be used later. */
    LeaseTerms leaseTerms(long now);

    /**
     * This limit divided among nodes: the same strategy with an equal part of the quota, rounded
     * up.
     */
    Algorithm share(int nodes);

    /** Converts a slice of this limit to one of its {@link #share}; consumption is rounded up. */
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
