package io.github.throttled.internal.store.local;

import io.github.throttled.internal.store.Counters;
import io.github.throttled.internal.store.EvictionRank;

import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.function.LongSupplier;
import java.util.stream.Stream;

/**
 * A bounded map on this node. A full map first drops counters that have been untouched for as long
 * as they can matter. Then it evicts those of the lowest rank, of these the longest untouched ones,
 * a tenth of the map at a time. Limited counters stay: if all counters are limited, new keys share
 * one counter.
 *
 * <p>The holder of a counter's {@link #lock} has exclusive access, and may change the state in
 * place. This is the fast path of {@code LocalDecider}; all other callers get copies of states.
 */
public final class LocalCounters implements Counters {

    /**
     * The counter that new keys share when the map is full. No partition key has this character.
     */
    public static final String OVERFLOW = "\u0000overflow";

    /** The number of locks; a power of two. */
    public static final int LOCKS = 128;

    /** How long a full map does not try to evict again. */
    private static final long FULL_MILLIS = 1_000;

    private final Map<String, Entry> entries = new ConcurrentHashMap<>();
    private final Object[] locks = Stream.generate(Object::new).limit(LOCKS).toArray();
    private final AtomicBoolean sweeping = new AtomicBoolean();
    private final LongSupplier clock;
    private volatile long memoryMillis;
    private volatile int maxKeys;
    private volatile EvictionRank rank = EvictionRank.EQUAL;
    private volatile long fullMillis = Long.MIN_VALUE;

    LocalCounters(LongSupplier clock) {
        this.clock = clock;
    }

    /**
     * Sets the bounds.
     *
     * @param newMemoryMillis how long an untouched counter can matter
     * @param newMaxKeys how many counters are kept
     * @param newRank which counters are kept
     */
    void keep(long newMemoryMillis, int newMaxKeys, EvictionRank newRank) {
        rank = newRank;
        memoryMillis = newMemoryMillis;
        maxKeys = newMaxKeys;
    }

    /** Milliseconds since the epoch. */
    public long nowMillis() {
        return clock.getAsLong();
    }

    /** The slot that counts the calls of the key: its own, or the shared one if the map is full. */
    public String slot(String key) {
        return isFull() && !entries.containsKey(key) ? OVERFLOW : key;
    }

    /** The number of a slot's lock. */
    public static int lockOf(String slot) {
        int hash = slot.hashCode();
        return (hash ^ hash >>> 16) & LOCKS - 1;
    }

    /** The lock with this number; its holder has exclusive access to the counters of its slots. */
    public Object lock(int number) {
        return locks[number];
    }

    /**
     * The counter of a slot; for the thread that holds the slot's lock.
     *
     * @return null for none
     */
    public Entry entry(String slot, long nowMillis) {
        Entry entry = entries.get(slot);
        if (entry != null) {
            entry.touchedMillis = nowMillis;
        }
        return entry;
    }

    /**
     * Stores the state of a counter; for the thread that holds its lock.
     *
     * @param owner the decider that may change the state in place; null for none
     * @return false, with nothing stored, if the map is full
     */
    public boolean put(String slot, long[] state, Object owner, long nowMillis) {
        Entry entry = entries.get(slot);
        if (entry != null) {
            entry.state = state;
            entry.owner = owner;
            return true;
        }
        if (!slot.equals(OVERFLOW) && !hasSpace()) {
            return false;
        }
        entries.put(slot, new Entry(state, owner, nowMillis));
        keepBound();
        return true;
    }

    @Override
    public CompletionStage<long[]> get(String key) {
        String slot = slot(key);
        synchronized (lock(lockOf(slot))) {
            Entry entry = entry(slot, clock.getAsLong());
            return CompletableFuture.completedFuture(entry == null ? null : entry.state.clone());
        }
    }

    @Override
    public CompletionStage<Stored> store(String key, long[] expected, long[] update) {
        String slot = slotOfNew(key);
        Stored where = slot.equals(key) ? Stored.OWN : Stored.SHARED;
        return CompletableFuture.completedFuture(
                isStored(slot, expected, update) ? where : Stored.NOT);
    }

    @Override
    public CompletionStage<long[]> getOwn(String key) {
        synchronized (lock(lockOf(key))) {
            Entry entry = entries.get(key);
            return CompletableFuture.completedFuture(entry == null ? null : entry.state.clone());
        }
    }

    @Override
    public CompletionStage<Boolean> restore(String key, long[] state) {
        return CompletableFuture.completedFuture(isStored(key, null, state));
    }

    /** Like {@link #slot}, but evicts counters first if the map is full. */
    private String slotOfNew(String key) {
        return entries.containsKey(key) || hasSpace() ? key : OVERFLOW;
    }

    private boolean isStored(String slot, long[] expected, long[] update) {
        synchronized (lock(lockOf(slot))) {
            Entry entry = entries.get(slot);
            if (!Arrays.equals(entry == null ? null : entry.state, expected)) {
                return false;
            }
            entries.put(slot, new Entry(update.clone(), null, clock.getAsLong()));
        }
        keepBound();
        return true;
    }

    @Override
    public long kept() {
        return size();
    }

    @Override
    public int departures() {
        return 0;
    }

    @Override
    public CompletionStage<Void> remove(String key) {
        synchronized (lock(lockOf(key))) {
            entries.remove(key);
        }
        return CompletableFuture.completedFuture(null);
    }

    public int size() {
        return entries.size();
    }

    /** Whether the map can take one more counter, after an eviction if necessary. */
    private boolean hasSpace() {
        if (entries.size() < maxKeys) {
            return true;
        }
        makeSpace(1);
        return !isFull();
    }

    private boolean isFull() {
        long full = fullMillis;
        return full != Long.MIN_VALUE && clock.getAsLong() - full < FULL_MILLIS;
    }

    /** Drops counters that have been untouched for as long as they can matter. */
    void forgetIdle() {
        long now = clock.getAsLong();
        for (Map.Entry<String, Entry> each : entries.entrySet()) {
            synchronized (lock(lockOf(each.getKey()))) {
                if (now - each.getValue().touchedMillis > memoryMillis) {
                    entries.remove(each.getKey(), each.getValue());
                }
            }
        }
    }

    private void keepBound() {
        // Repeated after each sweep: a thread that adds a counter during a sweep leaves the
        // eviction to that one.
        while (entries.size() > maxKeys && !isFull() && !sweeping.get()) {
            makeSpace(0);
        }
    }

    /**
     * Evicts counters to take so many more, unless the map is full of limited ones or another
     * thread is evicting.
     */
    private void makeSpace(int more) {
        if (!isFull() && sweeping.compareAndSet(false, true)) {
            try {
                sweep(more);
            } finally {
                sweeping.set(false);
            }
        }
    }

    private void sweep(int more) {
        forgetIdle();
        long now = clock.getAsLong();
        int surplus = entries.size() + more - maxKeys;
        boolean isFull = surplus > 0 && evict(surplus + maxKeys / 10, now) < surplus;
        fullMillis = isFull ? now : Long.MIN_VALUE;
    }

    /**
     * Returns how many counters were evicted. The caller may hold a lock; no other holder of a lock
     * waits here.
     */
    private int evict(int count, long now) {
        // Touch times change concurrently; sorting needs stable values.
        List<Candidate> candidates =
                entries.entrySet().stream()
                        .map(each -> candidate(each.getKey(), each.getValue(), now))
                        .filter(candidate -> candidate.rank() < EvictionRank.LIMITED)
                        .sorted(
                                Comparator.comparingInt(Candidate::rank)
                                        .thenComparingLong(Candidate::touchedMillis))
                        .toList();
        int evicted = 0;
        for (Candidate candidate : candidates) {
            if (evicted == count) {
                break;
            }
            evicted += isRemoved(candidate, now) ? 1 : 0;
        }
        return evicted;
    }

    private Candidate candidate(String key, Entry entry, long now) {
        synchronized (lock(lockOf(key))) {
            return new Candidate(key, entry, rank.of(entry.state, now), entry.touchedMillis);
        }
    }

    /**
     * Removes a counter, unless its rank has risen since it became a candidate. Sorting takes a
     * while, and a counter that became limited meanwhile must stay.
     */
    private boolean isRemoved(Candidate candidate, long now) {
        Entry entry = candidate.entry();
        synchronized (lock(lockOf(candidate.key()))) {
            return rank.of(entry.state, now) <= candidate.rank()
                    && entries.remove(candidate.key(), entry);
        }
    }

    /** A counter that may be evicted. */
    private record Candidate(String key, Entry entry, int rank, long touchedMillis) {}

    /** A counter. Guarded by its lock. */
    public static final class Entry {

        private long[] state;
        private Object owner;
        private long touchedMillis;

        private Entry(long[] state, Object owner, long touchedMillis) {
            this.state = state;
            this.owner = owner;
            this.touchedMillis = touchedMillis;
        }

        /** Never null; only the {@link #owner} may change it. */
        public long[] state() {
            return state;
        }

        /** The decider that has put the state, if it may change the state in place; else null. */
        public Object owner() {
            return owner;
        }
    }
}
