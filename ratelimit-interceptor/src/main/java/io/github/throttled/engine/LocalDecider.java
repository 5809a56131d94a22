package io.github.throttled.engine;

import io.github.throttled.Decision;
import io.github.throttled.algorithm.Counter;
import io.github.throttled.algorithm.Limits;
import io.github.throttled.algorithm.Verdict;
import io.github.throttled.store.LocalCounters;

import java.util.function.LongSupplier;
import java.util.function.UnaryOperator;

/**
 * Decides on counters in this node's memory, at once and in the thread of the caller: whoever holds
 * a counter's lock changes its state in place. Nothing can fail or wait here, so there is no queue,
 * no timeout and no lease. Thread-safe.
 *
 * <p>Each lock has a working copy of its own, guarded by it, so that an admission allocates nothing
 * but the answer.
 */
final class LocalDecider {

    private final Counter[] opened = new Counter[LocalCounters.LOCKS];
    private final Limits limits;
    private final LocalCounters counters;
    private final LongSupplier clock;
    private final Decisions decisions;

    /**
     * @param policy its name
     * @param clock milliseconds since the epoch
     */
    LocalDecider(String policy, Limits limits, LocalCounters counters, LongSupplier clock) {
        this.limits = limits;
        this.counters = counters;
        this.clock = clock;
        this.decisions = new Decisions(policy, limits);
    }

    /** Takes permits, or rejects the call. */
    Grant acquire(String key, long permits) {
        long now = clock.getAsLong();
        String home = counters.home(key);
        Grant grant = acquireIn(home, key, permits, now);
        return grant == null ? acquireIn(LocalCounters.OVERFLOW, key, permits, now) : grant;
    }

    /** Null, with nothing taken, if there is no room for a new counter. */
    private Grant acquireIn(String home, String key, long permits, long now) {
        int lock = LocalCounters.lockOf(home);
        synchronized (counters.lock(lock)) {
            long[] stored = counters.state(home, now);
            Counter counter = open(lock, stored, now);
            boolean admitted = counter.takes(permits);
            Decision decision =
                    admitted ? decisions.admission(counter) : decisions.of(counter.take(permits));
            if (counter.changed() && !keeps(home, stored, counter, now)) {
                return null;
            }
            if (!admitted) {
                return Grant.of(decision);
            }
            long taken = counter.atMillis();
            return Grant.of(decision, () -> answer(key, Call.giveBack(permits, taken)));
        }
    }

    /** Answers a call, whatever it asks. */
    void answer(String key, Call call) {
        long now = clock.getAsLong();
        call.answer(ask(counters, limits, key, now, stored -> stored, call), null);
    }

    /**
     * Asks a counter in this node's memory.
     *
     * @param start says with which state to begin, given what is stored; null for none
     */
    static Verdict ask(
            LocalCounters counters,
            Limits limits,
            String key,
            long now,
            UnaryOperator<long[]> start,
            Call call) {
        String home = counters.home(key);
        Verdict verdict = askIn(counters, limits, home, now, start, call);
        return verdict == null
                ? askIn(counters, limits, LocalCounters.OVERFLOW, now, start, call)
                : verdict;
    }

    private static Verdict askIn(
            LocalCounters counters,
            Limits limits,
            String home,
            long now,
            UnaryOperator<long[]> start,
            Call call) {
        synchronized (counters.lock(LocalCounters.lockOf(home))) {
            long[] stored = counters.state(home, now);
            long[] from = start.apply(stored);
            Counter counter = limits.open(from, now);
            Verdict verdict = call.ask(counter);
            boolean isNew = counter.changed() || from != stored;
            return isNew && !counters.put(home, counter.toStored(), now) ? null : verdict;
        }
    }

    private boolean keeps(String home, long[] stored, Counter counter, long now) {
        long[] update = counter.toStored(stored);
        return update == stored || counters.put(home, update, now);
    }

    private Counter open(int lock, long[] stored, long now) {
        Counter counter = opened[lock];
        if (counter == null) {
            counter = limits.open(stored, now);
            opened[lock] = counter;
        } else {
            counter.reopen(stored, now);
        }
        return counter;
    }
}
