package io.github.throttled.internal.algorithm;

import io.github.throttled.Decision.Reason;

import java.util.Arrays;
import java.util.List;
import java.util.function.ObjIntConsumer;

/**
 * Asks and charges all limits of a policy together: a call takes permits from all of them, or from
 * none. Not thread-safe.
 */
public final class Counter extends WorkingCopy {

    private static final int ALL = 1000;

    /** How long the call waits for its turn that was admitted last. */
    private long delay;

    Counter(Limits limits) {
        super(limits);
    }

    /**
     * Takes these permits from all limits, or from none if one refuses. A call that a limit delays
     * is charged now, by all.
     *
     * @param permits at least 1
     */
    public Verdict take(long permits) {
        if (takes(permits)) {
            return admission();
        }
        long wait = waitMillis(permits);
        if (banMillis() == 0) {
            punish(wait);
        }
        return rejected(wait, permits);
    }

    /**
     * Like {@link #take}, without a word about where the limits stand, which can be asked for
     * afterwards. A rejection leaves no trace; where it has to, as for a ban, {@link #take} sees to
     * it.
     *
     * @param permits at least 1
     */
    public boolean takes(long permits) {
        check(permits);
        long turn = 0;
        for (int i = 0; i < limits.count(); i++) {
            long ofLimit = turnMillis(i, permits);
            if (ofLimit > limits.algorithm(i).maxDelayMillis()) {
                return false;
            }
            turn = Math.max(turn, ofLimit);
        }
        if (banMillis() > 0) {
            return false;
        }
        delay = turn;
        charge(permits);
        return true;
    }

    /** What {@link #take} would have answered to the call that {@link #takes} admitted last. */
    public Verdict admission() {
        return admitted(delay);
    }

    /** How long the call that was admitted last has to wait for its turn. */
    public long delayMillis() {
        return delay;
    }

    /** The {@link Verdict.Reading#remaining} of one limit, in the policy's order. */
    private long remaining(int limit) {
        return limits.algorithm(limit).remaining(state, limits.offset(limit), time);
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

    /**
     * Takes permits for what has happened already, so that no limit can refuse it.
     *
     * @param permits at least 1
     * @param takenAtMillis as of when it counts, milliseconds since the epoch; not later than now
     * @return where the limits stand afterwards, as an admission
     */
    public Verdict charge(long permits, long takenAtMillis) {
        check(permits);
        chargeLate(permits, takenAtMillis);
        return admitted(0);
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
    public void giveBack(UnusedPermits unused) {
        change((algorithm, at) -> algorithm.giveBack(state, at, time, unused));
    }

    /** Forgets all that was counted, bans included. */
    public void clear() {
        long[] before = state.clone();
        Arrays.fill(state, Limits.HEADER, state.length, 0);
        changed |= !Arrays.equals(before, state);
    }

    /** Ends a ban, and forgets the rejections that would lead to one; what was counted stays. */
    public void pardon() {
        if (limits.banRule() != null) {
            changed |= limits.banRule().pardon(state, limits.banRuleOffset());
        }
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

    /**
     * Corrects what is counted for the node by what it knows of its calls itself.
     *
     * @param atLeast what its calls hold for certain; not negative
     * @param atMost what they may hold; not below {@code atLeast}
     */
    public void correct(long atLeast, long atMost) {
        change(
                (algorithm, at) -> {
                    if (algorithm instanceof Concurrency held) {
                        held.correct(state, at, atLeast, atMost);
                    }
                });
    }

    /** False if so many nodes hold permits that this one cannot, whatever is left. */
    public boolean hasPlace() {
        for (int i = 0; i < limits.count(); i++) {
            if (limits.algorithm(i) instanceof Concurrency held
                    && !held.hasPlace(state, limits.offset(i))) {
                return false;
            }
        }
        return true;
    }

    /**
     * Makes every limit the stricter of itself and what another entry says, as far as that can be
     * read. Nothing is added up but what different nodes hold.
     *
     * @param other an entry of the same policy; not changed
     */
    public void join(long[] other) {
        long[] slices = limits.unpacked(other);
        if (slices == null) {
            return;
        }
        long stood = slices[Limits.TIME];
        if (stood > time) {
            move(slices, stood, time);
        } else {
            advance(slices, stood, time);
        }
        change((algorithm, at) -> algorithm.join(state, at, slices));
        if (limits.banRule() != null) {
            changed |= limits.banRule().join(state, limits.banRuleOffset(), slices);
        }
    }

    /** How long permits that are taken now may be used later, whatever the limits. */
    public LeaseTerms leaseTerms() {
        if (limits.banRule() != null) {
            return LeaseTerms.NONE;
        }
        LeaseTerms terms = limits.algorithm(0).leaseTerms(time);
        for (int i = 1; i < limits.count(); i++) {
            terms = terms.and(limits.algorithm(i).leaseTerms(time));
        }
        return terms;
    }

    /** The largest cost that would be admitted now. */
    public long remaining() {
        long least = Long.MAX_VALUE;
        for (int i = 0; i < limits.count(); i++) {
            least = Math.min(least, limits.algorithm(i).remaining(state, limits.offset(i), time));
        }
        return banMillis() > 0 ? 0 : least;
    }

    /** How much of the limits is used up, in thousandths; more than 0 if anything is. */
    int used() {
        int most = banMillis() > 0 ? ALL : 0;
        for (int i = 0; i < limits.count(); i++) {
            long capacity = limits.algorithm(i).capacity();
            long left = limits.algorithm(i).remaining(state, limits.offset(i), time);
            most = Math.max(most, used(capacity, Math.min(left, capacity)));
        }
        return most == 0 && isTouched() ? 1 : most;
    }

    private static int used(long capacity, long left) {
        long used = capacity - left;
        long part =
                capacity > Long.MAX_VALUE / ALL ? used / (capacity / ALL) : used * ALL / capacity;
        return left == 0 ? ALL : (int) Math.min(ALL - 1, part);
    }

    private boolean isTouched() {
        for (int i = 0; i < limits.count(); i++) {
            if (limits.algorithm(i).resetMillis(state, limits.offset(i), time) > 0) {
                return true;
            }
        }
        return false;
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
        if (limits.banRule() != null) {
            limits.banRule().admitted(state, limits.banRuleOffset());
        }
        changed = true;
    }

    /** A cost that can never be admitted is a mistake, and no abuse. */
    private void punish(long wait) {
        if (limits.banRule() != null && wait != Algorithm.NEVER) {
            limits.banRule().rejected(state, limits.banRuleOffset());
            changed = true;
        }
    }

    private long banMillis() {
        long ban =
                limits.banRule() == null
                        ? 0
                        : limits.banRule().waitMillis(state, limits.banRuleOffset());
        return ban == 0 ? 0 : (meetsOther(ban) ? ban + ahead : ban) + behind;
    }

    private long waitMillis(long permits) {
        check(permits);
        long longest = 0;
        for (int i = 0; i < limits.count(); i++) {
            longest = Math.max(longest, waitMillis(i, permits));
        }
        return longest;
    }

    private static void check(long permits) {
        if (permits < 1) {
            throw new IllegalArgumentException("A call costs at least 1 permit, not " + permits);
        }
    }

    /** How long until this limit admits the call, at once or to a later turn. */
    private long waitMillis(int i, long permits) {
        long turn = turnMillis(i, permits);
        if (turn == Algorithm.NEVER) {
            return turn;
        }
        long wait = turn - limits.algorithm(i).maxDelayMillis();
        if (wait <= 0) {
            return 0;
        }
        if (meetsOther(wait)) {
            wait = onOther(i, slices -> waitOnOther(i, slices, permits));
        }
        return wait + behind;
    }

    private long waitOnOther(int i, long[] slices, long permits) {
        Algorithm algorithm = limits.algorithm(i);
        long turn = algorithm.waitMillis(slices, limits.offset(i), time + ahead, permits);
        return Math.max(0, turn - algorithm.maxDelayMillis());
    }

    /**
     * The {@link Verdict.Reading#moreMillis} of one limit, in the policy's order. More remains
     * exactly when a cost of one permit more would be admitted.
     *
     * @param remaining the {@link #remaining} of this limit
     */
    private long moreMillis(int limit, long remaining) {
        Algorithm algorithm = limits.algorithm(limit);
        return remaining < algorithm.capacity() && algorithm.isPredictable()
                ? waitMillis(limit, remaining + 1)
                : 0;
    }

    /** The {@link Verdict.Reading#resetMillis} of one limit, in the policy's order. */
    private long resetMillis(int i) {
        long reset = limits.algorithm(i).resetMillis(state, limits.offset(i), time);
        if (reset == 0) {
            return 0;
        }
        if (meetsOther(reset)) {
            int at = limits.offset(i);
            reset = onOther(i, slices -> limits.algorithm(i).resetMillis(slices, at, time + ahead));
        }
        return reset + behind;
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
        long remaining = remaining(i);
        return new Verdict.Reading(
                algorithm.quota(),
                algorithm.windowMillis(),
                remaining,
                moreMillis(i, remaining),
                resetMillis(i),
                wait);
    }
}
