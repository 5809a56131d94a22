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
 * Decides on counters in this node's memory, at once and in the caller's thread. The holder of a
 * counter's lock changes the state in place. Nothing can fail or wait, so there is no queue, no
 * timeout and no lease. Thread-safe.
 *
 * <p>Each lock guards its own working copy of a counter, so an admission allocates only the
 * decision.
 */
final class LocalDecider {

    private final Counter[] opened = new Counter[LocalCounters.LOCKS];
    private final Limits limits;
    private final LocalCounters counters;
    private final DecisionFactory decisions;

    LocalDecider(DecisionFactory decisions, Limits limits, LocalCounters counters) {
        this.limits = limits;
        this.counters = counters;
        this.decisions = decisions;
    }

    /** Takes permits for good, or rejects the call. */
    Decision decide(String key, long permits) {
        return decide(key, permits, null);
    }

    /** Takes permits that may be given back, or rejects the call. */
    Grant acquire(String key, long permits) {
        Receipt receipt = new Receipt(permits);
        return Grant.of(decide(key, permits, receipt), receipt);
    }

    /** Permits that were taken; gives them back to the counter that they were taken from. */
    private final class Receipt implements Runnable {

        private final long permits;

        /** The key, or the slot that keys share. The key may get a counter of its own later. */
        private String slot;

        private LocalCounters.Entry entry;

        /** In the counter's time. */
        private long takenAtMillis;

        Receipt(long permits) {
            this.permits = permits;
        }

        @Override
        public void run() {
            giveBack(this);
        }
    }

    /**
     * @param receipt null if nothing will be given back
     */
    private Decision decide(String key, long permits, Receipt receipt) {
        long now = counters.nowMillis();
        Decision decision = decideIn(counters.slot(key), permits, now, receipt);
        return decision == null
                ? decideIn(LocalCounters.OVERFLOW, permits, now, receipt)
                : decision;
    }

    /** Null, with nothing taken, if the map has no space for a new counter. */
    private Decision decideIn(String slot, long permits, long now, Receipt receipt) {
        int lock = LocalCounters.lockOf(slot);
        synchronized (counters.lock(lock)) {
            LocalCounters.Entry entry = counters.entry(slot, now);
            Counter counter = open(lock, entry, now);
            Decision decision =
                    counter.takes(permits)
                            ? decisions.admission(counter)
                            : decisions.of(counter.take(permits));
            if (!store(slot, counter, entry, now)) {
                return null;
            }
            if (receipt != null) {
                receipt.slot = slot;
                receipt.entry = entry == null ? counters.entry(slot, now) : entry;
                receipt.takenAtMillis = counter.atMillis();
            }
            return decision;
        }
    }

    /**
     * Gives permits back. Does nothing if their counter was evicted: a later counter of the slot
     * has never counted them, and would admit more calls than the limits allow.
     */
    private void giveBack(Receipt receipt) {
        long now = counters.nowMillis();
        synchronized (counters.lock(LocalCounters.lockOf(receipt.slot))) {
            LocalCounters.Entry entry = counters.entry(receipt.slot, now);
            if (entry == null || entry != receipt.entry) {
                return;
            }
            Counter counter = limits.open(entry.state(), now);
            counter.giveBack(receipt.permits, receipt.takenAtMillis);
            if (counter.changed()) {
                counters.put(receipt.slot, counter.toStored(), null, now);
            }
        }
    }

    /** Executes any operation. */
    Verdict execute(String key, CounterOperation operation) {
        return ask(counters, limits, key, counters.nowMillis(), stored -> stored, operation);
    }

    /**
     * Executes an operation on a counter in this node's memory.
     *
     * @param start maps the stored state to the one to begin with; both may be null
     */
    static Verdict ask(
            LocalCounters counters,
            Limits limits,
            String key,
            long now,
            UnaryOperator<long[]> start,
            CounterOperation call) {
        String slot = counters.slot(key);
        Verdict verdict = askIn(counters, limits, slot, now, start, call);
        return verdict == null
                ? askIn(counters, limits, LocalCounters.OVERFLOW, now, start, call)
                : verdict;
    }

    private static Verdict askIn(
            LocalCounters counters,
            Limits limits,
            String slot,
            long now,
            UnaryOperator<long[]> start,
            CounterOperation call) {
        synchronized (counters.lock(LocalCounters.lockOf(slot))) {
            LocalCounters.Entry entry = counters.entry(slot, now);
            long[] stored = entry == null ? null : entry.state();
            long[] from = start.apply(stored);
            Counter counter = limits.open(from, now);
            Verdict verdict = call.ask(counter);
            boolean isNew = counter.changed() || from != stored;
            return isNew && !counters.put(slot, counter.toStored(), null, now) ? null : verdict;
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

    /** False if the map has no space for a new counter. */
    private boolean store(String slot, Counter counter, LocalCounters.Entry entry, long now) {
        long[] update = counter.close();
        return update == null
                || entry != null && entry.state() == update
                || counters.put(slot, update, limits.hasFixedSize() ? this : null, now);
    }
}
