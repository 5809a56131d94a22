package io.github.throttled.internal.algorithm;

/** One key in a store: what a counter wants stored is what the next one is opened from. */
final class Entry {

    private Limits limits;
    private long[] stored;

    Entry(Limits limits) {
        this(limits, null);
    }

    Entry(Limits limits, long[] stored) {
        this.limits = limits;
        this.stored = stored;
    }

    /** From now on other limits apply to what is stored. */
    void reconfigure(Limits others) {
        this.limits = others;
    }

    Verdict take(long now, long permits) {
        Counter counter = open(now);
        return store(counter, counter.take(permits));
    }

    Verdict peek(long now, long permits) {
        Counter counter = open(now);
        return store(counter, counter.peek(permits));
    }

    /** Counts what was admitted elsewhere. */
    void charge(long permits, long takenAt) {
        stored = limits.charge(stored, permits, takenAt);
    }

    /** A counter that stores nothing. */
    Counter open(long now) {
        return limits.open(stored, now);
    }

    /** What the store holds; null if nothing. */
    long[] stored() {
        return stored == null ? null : stored.clone();
    }

    /** The instant of what is stored, or this one if there is nothing. */
    long time(long orElse) {
        return stored == null ? orElse : stored[Limits.TIME];
    }

    /** The same where another clock may be ahead of it: the instant on that clock. */
    long latest(long orElse) {
        if (stored == null) {
            return orElse;
        }
        return stored[Limits.TIME] + limits.unpacked(stored)[limits.aheadOffset()];
    }

    /** Makes what is stored the stricter of itself and what another one stores. */
    void join(long now, long[] other) {
        Counter counter = open(now);
        counter.join(other);
        store(counter, null);
    }

    private Verdict store(Counter counter, Verdict verdict) {
        if (counter.changed()) {
            stored = counter.toStored();
        }
        return verdict;
    }
}
