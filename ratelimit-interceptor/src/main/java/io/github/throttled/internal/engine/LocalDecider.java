package io.github.throttled.internal.engine;

import io.github.throttled.Decision;
import io.github.throttled.internal.algorithm.Counter;
import io.github.throttled.internal.algorithm.Limits;
import io.github.throttled.internal.algorithm.Verdict;
import io.github.throttled.internal.engine.combining.CounterOperation;
import io.github.throttled.internal.engine.combining.DecisionFactory;
import io.github.throttled.internal.store.local.LocalCounters;

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
    private final DecisionFactory decisions;

    /**
     * @param policy its name
     */
    LocalDecider(String policy, Limits limits, LocalCounters counters) {
        this.limits = limits;
        this.counters = counters;
        this.decisions = new DecisionFactory(policy, limits);
    }

    /** Takes permits, or rejects the call. */
    Grant acquire(String key, long permits) {
        long now = counters.nowMillis();
        String home = counters.home(key);
        Grant grant = acquireIn(home, key, permits, now);
        return grant == null ? acquireIn(LocalCounters.OVERFLOW, key, permits, now) : grant;
    }

    /** Null, with nothing taken, if there is no room for a new counter. */
    private Grant acquireIn(String home, String key, long permits, long now) {
        int lock = LocalCounters.lockOf(home);
        synchronized (counters.lock(lock)) {
            LocalCounters.Entry entry = counters.entry(home, now);
            Counter counter = open(lock, entry, now);
            boolean admitted = counter.takes(permits);
            Decision decision =
                    admitted ? decisions.admission(counter) : decisions.of(counter.take(permits));
            if (!isKept(home, counter, entry, now)) {
                return null;
            }
            if (!admitted) {
                return Grant.of(decision);
            }
            long taken = counter.atMillis();
            return Grant.of(decision, () -> answer(key, CounterOperation.giveBack(permits, taken)));
        }
    }

    /** Answers a call, whatever it asks. */
    void answer(String key, CounterOperation call) {
        long now = counters.nowMillis();
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
            CounterOperation call) {
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
            CounterOperation call) {
        synchronized (counters.lock(LocalCounters.lockOf(home))) {
            LocalCounters.Entry entry = counters.entry(home, now);
            long[] stored = entry == null ? null : entry.state();
            long[] from = start.apply(stored);
            Counter counter = limits.open(from, now);
            Verdict verdict = call.ask(counter);
            boolean isNew = counter.changed() || from != stored;
            return isNew && !counters.put(home, counter.toStored(), null, now) ? null : verdict;
        }
    }

    private Counter open(int lock, LocalCounters.Entry entry, long now) {
        Counter counter = opened[lock];
        if (counter == null) {
            counter = limits.open(null, now);
            opened[lock] = counter;
        }
        if (entry != null && entry.owner() == this) {
            counter.reopenInPlace(entry.state(), now);
        } else {
            counter.reopen(entry == null ? null : entry.state(), now);
        }
        return counter;
    }

    /** False if there is no room for a new counter. */
    private boolean isKept(String home, Counter counter, LocalCounters.Entry entry, long now) {
        long[] update = counter.close();
        return update == null
                || entry != null && entry.state() == update
                || counters.put(home, update, limits.hasFixedSize() ? this : null, now);
    }
}
