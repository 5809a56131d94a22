package io.github.throttled.internal.algorithm;

import java.util.function.ToLongFunction;

/**
 * A working copy of one entry of the store, at one instant. It shares nothing with the entry that
 * it was opened from, and {@link #toStored()} is the entry that replaces it. Not thread-safe.
 *
 * <p><b>Time.</b> A counter's time never runs backwards by a little: where the clock is behind the
 * counter by up to {@link #CLOCK_TOLERANCE_MILLIS}, as between nodes, the counter's own time holds
 * and waits are that much longer. Where it is behind by more, the clock was set back, or had been
 * ahead. Then the counter moves to the clock's time and takes what was consumed along, so that
 * nothing is given back and nobody waits for the clock to catch up. This move must be stored even
 * if the call is rejected, or it would be made again and again.
 *
 * <p><b>Two clocks.</b> It may also be that the clock of one node only was set back. Then the next
 * call on another node finds a counter of long ago, and must not take it for one that nobody has
 * used since. So a counter that was moved back remembers when that was, and by how much: so far
 * ahead at least is the other clock, if there is one. Who comes when that clock must be at work
 * again, while what was consumed still matters, moves the counter forward, and takes what was
 * consumed along once more. Hence two clocks, however far apart, give no more together than each of
 * them would alone. The price, where it was one clock, set back: who waits for longer than it was
 * set back by, and consumed shortly after, waits by so much longer.
 */
public abstract sealed class WorkingCopy permits Counter {

    /** The most that clocks of nodes may differ without a counter taking it for a set clock. */
    public static final long CLOCK_TOLERANCE_MILLIS = 5_000;

    /** What is more is no clock, and sums of it might overflow. */
    private static final long MOST_AHEAD_MILLIS = Algorithm.MAX_WINDOW_MILLIS;

    final Limits limits;

    /** Its own array. If an entry in place has {@link #moved}, this holds the entry as it was. */
    private final long[] own;

    /** The array that it works on: {@link #own}, or an entry in place. */
    long[] state;

    /** Whether an entry in place was opened at another instant than it stood at. */
    private boolean moved;

    long time;
    long behind;

    /** How far another clock is ahead, to which the counter may have to move; 0 for none. */
    long ahead;

    boolean changed;

    WorkingCopy(Limits limits) {
        this.limits = limits;
        this.own = limits.newState();
        this.state = own;
    }

    /**
     * Opens another entry of the same limits in place of this one, which is forgotten. It is for
     * those who decide so often that a new counter each time would be too much.
     *
     * @param stored what the store holds, or null; not changed
     * @param now milliseconds since the epoch
     */
    public void reopen(long[] stored, long now) {
        limits.load(stored, own, now);
        state = own;
        begin(now);
    }

    /**
     * Like {@link #reopen}, but works on the entry itself. Nobody else may read the entry until
     * {@link #close}.
     *
     * @param stored what {@link #close} returned, of limits that {@link Limits#hasFixedSize}
     * @param now milliseconds since the epoch
     */
    public void reopenInPlace(long[] stored, long now) {
        state = stored;
        moved = stored[Limits.TIME] != now || stored[limits.aheadOffset()] != 0;
        if (moved) {
            System.arraycopy(stored, 0, own, 0, own.length);
            begin(now);
        } else {
            // What begin would find out, for a key that is asked for many times in a millisecond.
            time = now;
            behind = 0;
            ahead = 0;
            changed = false;
        }
    }

    /**
     * Ends the work on an entry. An entry in place that has not {@link #changed} is again as it
     * was.
     *
     * @return what the store shall hold, which is the same array if it was opened in place; null if
     *     nothing has changed
     */
    public long[] close() {
        boolean inPlace = state != own;
        if (changed) {
            return inPlace ? state : limits.packWhole(own);
        }
        if (inPlace && moved) {
            System.arraycopy(own, 0, state, 0, own.length);
        }
        return null;
    }

    private void begin(long now) {
        changed = false;
        long stood = state[Limits.TIME];
        long stoodAhead = ahead(stood);
        long other = stood + stoodAhead;
        boolean setBack = now < stood - CLOCK_TOLERANCE_MILLIS;
        boolean onOther = stoodAhead > 0 && now >= other - CLOCK_TOLERANCE_MILLIS;
        time = setBack ? now : Math.max(now, onOther ? other : stood);
        behind = time - now;
        if (setBack) {
            move(state, stood, now);
            state[limits.aheadOffset()] = Math.max(0, other - now);
            state[limits.setBackOffset()] = now;
        } else if (onOther) {
            move(state, stood, other);
            advance(state, other, time);
            state[limits.aheadOffset()] = 0;
        } else {
            advance(state, stood, time);
        }
        state[Limits.TIME] = time;
        ahead = ahead(time);
        // Where another clock is, is known from when the counter was stored.
        changed = setBack || stoodAhead > 0;
        if (ahead == 0) {
            state[limits.aheadOffset()] = 0;
            state[limits.setBackOffset()] = 0;
        }
    }

    /** How far another clock is ahead of a counter of this instant; 0 if that does not matter. */
    private long ahead(long instant) {
        long ahead = state[limits.aheadOffset()];
        long since = instant - state[limits.setBackOffset()];
        boolean matters = since >= 0 && since <= limits.memoryMillis();
        return matters && ahead <= MOST_AHEAD_MILLIS ? ahead : 0;
    }

    void advance(long[] slices, long from, long to) {
        for (int i = 0; i < limits.count(); i++) {
            limits.algorithm(i).advance(slices, limits.offset(i), from, to);
        }
        if (limits.banRule() != null) {
            limits.banRule().advance(slices, limits.banRuleOffset(), to - from);
        }
    }

    void move(long[] slices, long from, long to) {
        for (int i = 0; i < limits.count(); i++) {
            limits.algorithm(i).move(slices, limits.offset(i), from, to);
        }
    }

    /** When the counter stands, milliseconds since the epoch; as {@link Verdict#atMillis}. */
    public long atMillis() {
        return time;
    }

    /**
     * Whether a {@link LimitReader} can read the state of the limits later: there is only one, and
     * no clock was set back.
     */
    public boolean isReadLater() {
        return limits.isReadLater() && behind == 0 && ahead == 0;
    }

    /** A number that the only limit has counted, for its {@link LimitReader}; 0 if it has none. */
    public long number(int i) {
        return i < limits.algorithm(0).size() ? state[Limits.HEADER + i] : 0;
    }

    /** Whether there is anything to store. */
    public boolean changed() {
        return changed;
    }

    /** What the store shall hold. */
    public long[] toStored() {
        return limits.pack(state);
    }

    /** Whether the counter will have been moved to the other clock by then. */
    boolean meetsOther(long wait) {
        return ahead > 0 && wait >= ahead - CLOCK_TOLERANCE_MILLIS;
    }

    long onOther(int i, ToLongFunction<long[]> wait) {
        long[] slices = state.clone();
        limits.algorithm(i).move(slices, limits.offset(i), time, time + ahead);
        return ahead + wait.applyAsLong(slices);
    }
}
