package io.github.throttled.algorithm;

import io.github.throttled.Decision.Reason;

import java.util.Arrays;
import java.util.List;
import java.util.function.ObjIntConsumer;

/**
 * A working copy of one entry, opened at one instant: asks and charges all limits of the policy
 * together. What it would store is read with {@link #toStored()}; nothing is shared with the entry
 * it was opened from. Not thread-safe.
 *
 * <p><b>Time.</b> A counter's time never runs backwards by a little: where the clock is behind the
 * counter by up to {@link #CLOCK_TOLERANCE_MILLIS}, as between nodes, the counter's own time holds
 * and waits are that much longer. Where it is behind by more, the clock was set back, or had been
 * ahead. Then the counter moves to the clock's time and takes what was consumed along, so that
 * nothing is given back and nobody waits for the clock to catch up. This move must be stored even
 * if the call is rejected, or it would be made again and again.
 */
public final class Counter {

    /** The most that clocks of nodes may differ without a counter taking it for a set clock. */
    public static final long CLOCK_TOLERANCE_MILLIS = 5_000;

    private final Limits limits;
    private final long[] state;
    private final long time;
    private final long behind;
    private boolean changed;

    Counter(Limits limits, long[] state, long now) {
        this.limits = limits;
        this.state = state;
        long stood = state[Limits.TIME];
        boolean setBack = now < stood - CLOCK_TOLERANCE_MILLIS;
        this.time = setBack ? now : Math.max(now, stood);
        this.behind = time - now;
        this.changed = setBack;
        for (int i = 0; i < limits.count(); i++) {
            if (setBack) {
                limits.algorithm(i).setBack(state, limits.offset(i), stood, now);
            } else {
                limits.algorithm(i).advance(state, limits.offset(i), stood, time);
            }
        }
        if (limits.penalty() != null) {
            limits.penalty().advance(state, limits.penaltyOffset(), Math.max(0, time - stood));
        }
        state[Limits.TIME] = time;
    }

    /**
     * Takes these permits from all limits, or from none if one refuses. A call that a limit delays
     * is charged now, by all.
     *
     * @param permits at least 1
     */
    public Verdict take(long permits) {
        long wait = waitMillis(permits);
        if (banMillis() > 0) {
            return rejected(wait, permits);
        }
        if (wait > 0) {
            punish(wait);
            return rejected(wait, permits);
        }
        long delay = delayMillis(permits);
        charge(permits);
        return admitted(delay);
    }

    /**
     * What {@link #take} would answer, with nothing taken: {@code remaining} is what is left before
     * the call.
     *
     * @param permits at least 1
     */
    public Verdict peek(long permits) {
        long wait = waitMillis(permits);
        return wait > 0 || banMillis() > 0
                ? rejected(wait, permits)
                : admitted(delayMillis(permits));
    }

    /** Counts what was admitted without asking; see {@link Limits#charge}. */
    void chargeLate(long permits, long takenAtMillis) {
        long takenAt = Math.min(takenAtMillis, time);
        change((algorithm, at) -> algorithm.chargeLate(state, at, time, takenAt, permits));
    }

    /**
     * Undoes a {@link #take} as far as it still counts.
     *
     * @param permits what was taken
     * @param takenAtMillis the {@link Verdict#atMillis} of the take
     */
    public void giveBack(long permits, long takenAtMillis) {
        change((algorithm, at) -> algorithm.giveBack(state, at, time, takenAtMillis, permits));
    }

    /** Undoes a charge of what has not been used since, as far as it still counts. */
    public void giveBack(Unused unused) {
        change((algorithm, at) -> algorithm.giveBack(state, at, time, unused));
    }

    /**
     * Renews what the node holds.
     *
     * @param atLeast what its calls hold for certain; not negative
     * @param atMost what they may hold; not below {@code atLeast}
     */
    public void keep(long atLeast, long atMost) {
        change(
                (algorithm, at) -> {
                    if (algorithm instanceof Concurrency held) {
                        held.keep(state, at, atLeast, atMost);
                    }
                });
    }

    /** How long permits that are taken now may be used later, whatever the limits. */
    public Tenure tenure() {
        if (limits.penalty() != null) {
            return Tenure.NONE;
        }
        Tenure tenure = limits.algorithm(0).tenure(time);
        for (int i = 1; i < limits.count(); i++) {
            tenure = tenure.and(limits.algorithm(i).tenure(time));
        }
        return tenure;
    }

    /**
     * How full the bucket of the only limit is, in {@code permits x window}; 0 for other
     * strategies, -1 if there are several buckets, which a lease cannot tell apart.
     */
    public long filled() {
        if (!(limits.algorithm(0) instanceof Bucket)) {
            return 0;
        }
        return limits.count() == 1 ? state[limits.offset(0)] : -1;
    }

    /** The largest cost that would be admitted now. */
    public long remaining() {
        long least = Long.MAX_VALUE;
        for (int i = 0; i < limits.count(); i++) {
            least = Math.min(least, limits.algorithm(i).remaining(state, limits.offset(i), time));
        }
        return banMillis() > 0 ? 0 : least;
    }

    /** Whether there is anything to store. */
    public boolean changed() {
        return changed;
    }

    /** What the store shall hold. */
    public long[] toStored() {
        return limits.pack(state);
    }

    /** Does something to all slices, which need not change anything. */
    private void change(ObjIntConsumer<Algorithm> step) {
        long[] before = state.clone();
        for (int i = 0; i < limits.count(); i++) {
            step.accept(limits.algorithm(i), limits.offset(i));
        }
        changed |= !Arrays.equals(before, state);
    }

    private void charge(long permits) {
        for (int i = 0; i < limits.count(); i++) {
            limits.algorithm(i).charge(state, limits.offset(i), time, permits);
        }
        if (limits.penalty() != null) {
            limits.penalty().admitted(state, limits.penaltyOffset());
        }
        changed = true;
    }

    /** A cost that can never be admitted is a mistake, and no abuse. */
    private void punish(long wait) {
        if (limits.penalty() != null && wait != Algorithm.NEVER) {
            limits.penalty().rejected(state, limits.penaltyOffset());
            changed = true;
        }
    }

    private long banMillis() {
        long ban =
                limits.penalty() == null
                        ? 0
                        : limits.penalty().waitMillis(state, limits.penaltyOffset());
        return ban == 0 ? 0 : ban + behind;
    }

    private long waitMillis(long permits) {
        if (permits < 1) {
            throw new IllegalArgumentException("A call costs at least 1 permit, not " + permits);
        }
        long longest = 0;
        for (int i = 0; i < limits.count(); i++) {
            longest = Math.max(longest, waitMillis(i, permits));
        }
        return longest;
    }

    /** How long until this limit admits the call, at once or to a later turn. */
    private long waitMillis(int i, long permits) {
        long turn = turnMillis(i, permits);
        if (turn == Algorithm.NEVER) {
            return turn;
        }
        long wait = turn - limits.algorithm(i).patienceMillis();
        return wait <= 0 ? 0 : wait + behind;
    }

    /** How long an admitted call waits for its turn. */
    private long delayMillis(long permits) {
        long longest = 0;
        for (int i = 0; i < limits.count(); i++) {
            longest = Math.max(longest, turnMillis(i, permits));
        }
        // In the counter's time, so that turns keep their distance whatever a node's clock says.
        return longest;
    }

    private long turnMillis(int i, long permits) {
        return limits.algorithm(i).waitMillis(state, limits.offset(i), time, permits);
    }

    private Verdict admitted(long delay) {
        Verdict.Reading[] readings = new Verdict.Reading[limits.count()];
        for (int i = 0; i < readings.length; i++) {
            readings[i] = read(i, 0);
        }
        return new Verdict(0, delay, time, List.of(readings));
    }

    private Verdict rejected(long wait, long permits) {
        long ban = banMillis();
        Verdict.Reading[] readings = new Verdict.Reading[limits.count()];
        for (int i = 0; i < readings.length; i++) {
            readings[i] = read(i, waitMillis(i, permits)).duringBan(ban);
        }
        return new Verdict(
                Math.max(wait, ban),
                0,
                time,
                List.of(readings),
                ban > 0 ? Reason.BAN : Reason.QUOTA);
    }

    private Verdict.Reading read(int i, long wait) {
        Algorithm algorithm = limits.algorithm(i);
        int at = limits.offset(i);
        long reset = algorithm.resetMillis(state, at, time);
        return new Verdict.Reading(
                algorithm.quota(),
                algorithm.windowMillis(),
                algorithm.remaining(state, at, time),
                reset == 0 ? 0 : reset + behind,
                wait);
    }
}
