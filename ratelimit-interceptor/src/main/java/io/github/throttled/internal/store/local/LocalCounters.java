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
 * A bounded map on this node. When it is full, counters that nobody touched for as long as they can
 * matter leave, and then those that are worth least, of these the longest untouched ones, a tenth
 * of the map at a time. What is limited stays: if there is nothing else, keys that come share one
 * counter.
 *
 * <p>Whoever holds the {@link #lock} of a counter is alone with it, and may change its state in
 * place. That is the road of those who decide here at once; for the others, states are copied.
 */
public final class LocalCounters implements Counters {

    /** What those share who find no room. No partition key has this character. */
    public static final String OVERFLOW = "\u0000overflow";

    /** How many locks there are; a power of two. */
    public static final int LOCKS = 128;

    /** How long it is not tried again to make room where there was none. */
    private static final long FULL_MILLIS = 1_000;

    private final Map<String, Entry> entries = new ConcurrentHashMap<>();
    private final Object[] locks = Stream.generate(Object::new).limit(LOCKS).toArray();
    private final AtomicBoolean sweeping = new AtomicBoolean();
    private final LongSupplier clock;
    private volatile long memoryMillis;
    private volatile int maxKeys;
    private volatile EvictionRank worth = EvictionRank.EQUAL;
    private volatile long fullMillis = Long.MIN_VALUE;

    LocalCounters(LongSupplier clock) {
        this.clock = clock;
    }

    /**
     * Says what is kept from now on.
     *
     * @param newMemoryMillis how long an untouched counter can matter
     * @param newMaxKeys how many counters are kept
     * @param newWorth which of them
     */
    void keep(long newMemoryMillis, int newMaxKeys, EvictionRank newWorth) {
        worth = newWorth;
        memoryMillis = newMemoryMillis;
        maxKeys = newMaxKeys;
    }

    /** Milliseconds since the epoch. */
    public long nowMillis() {
        return clock.getAsLong();
    }

    /** Where calls of the key are counted: under this name, unless there is no room for it. */
    public String home(String key) {
        return isFull() && !entries.containsKey(key) ? OVERFLOW : key;
    }

    /** Which of the locks is that of a counter. */
    public static int lockOf(String home) {
        int hash = home.hashCode();
        return (hash ^ hash >>> 16) & LOCKS - 1;
    }

    /** Whoever holds it is alone with the counters that have it. */
    public Object lock(int number) {
        return locks[number];
    }

    /**
     * A counter; to be asked for by the thread that holds its lock.
     *
     * @return null for none
     */
    public Entry entry(String home, long nowMillis) {
        Entry entry = entries.get(home);
        if (entry != null) {
            entry.touchedMillis = nowMillis;
        }
        return entry;
    }

    /**
     * Keeps another state of a counter; for the thread that holds its lock.
     *
     * @param owner who may change the state in place; null for nobody
     * @return false, and nothing is kept, if there is no room for a new counter
     */
    public boolean put(String home, long[] state, Object owner, long nowMillis) {
        Entry entry = entries.get(home);
        if (entry != null) {
            entry.state = state;
            entry.owner = owner;
            return true;
        }
        if (!home.equals(OVERFLOW) && !hasRoom()) {
            return false;
        }
        entries.put(home, new Entry(state, owner, nowMillis));
        keepBound();
        return true;
    }

    @Override
    public CompletionStage<long[]> get(String key) {
        String home = home(key);
        synchronized (lock(lockOf(home))) {
            Entry entry = entry(home, clock.getAsLong());
            return CompletableFuture.completedFuture(entry == null ? null : entry.state.clone());
        }
    }

    @Override
    public CompletionStage<Boolean> compareAndSet(String key, long[] expected, long[] update) {
        return CompletableFuture.completedFuture(isStored(homeOfNew(key), expected, update));
    }

    @Override
    public CompletionStage<Stored> store(String key, long[] expected, long[] update) {
        String home = homeOfNew(key);
        Stored where = home.equals(key) ? Stored.OWN : Stored.SHARED;
        return CompletableFuture.completedFuture(
                isStored(home, expected, update) ? where : Stored.NOT);
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

    /** Like {@link #home}, but makes room first if there is none. */
    private String homeOfNew(String key) {
        return entries.containsKey(key) || hasRoom() ? key : OVERFLOW;
    }

    private boolean isStored(String home, long[] expected, long[] update) {
        synchronized (lock(lockOf(home))) {
            Entry entry = entries.get(home);
            if (!Arrays.equals(entry == null ? null : entry.state, expected)) {
                return false;
            }
            entries.put(home, new Entry(update.clone(), null, clock.getAsLong()));
        }
        keepBound();
        return true;
    }

    @Override
    public long kept() {
        return size();
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

    /** Whether there is room for one more counter, made for it if need be. */
    private boolean hasRoom() {
        if (entries.size() < maxKeys) {
            return true;
        }
        makeRoom(1);
        return !isFull();
    }

    private boolean isFull() {
        long full = fullMillis;
        return full != Long.MIN_VALUE && clock.getAsLong() - full < FULL_MILLIS;
    }

    /** Forgets what nobody has touched for as long as it can matter. */
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
        // Again after each sweep: who came while one was under way has left it to that one.
        while (entries.size() > maxKeys && !isFull() && !sweeping.get()) {
            makeRoom(0);
        }
    }

    /** For so many more, if there can be any, and nobody else is at it. */
    private void makeRoom(int more) {
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

    /** Returns how many could leave. Who calls it may hold a lock; nobody else who does waits. */
    private int evict(int count, long now) {
        // Touch times change while this runs; sorting needs them to stand still.
        List<Candidate> leaving =
                entries.entrySet().stream()
                        .map(each -> candidate(each.getKey(), each.getValue(), now))
                        .filter(candidate -> candidate.worth() < EvictionRank.LIMITED)
                        .sorted(
                                Comparator.comparingInt(Candidate::worth)
                                        .thenComparingLong(Candidate::touchedMillis))
                        .limit(count)
                        .toList();
        leaving.forEach(candidate -> remove(candidate.key()));
        return leaving.size();
    }

    private Candidate candidate(String key, Entry entry, long now) {
        synchronized (lock(lockOf(key))) {
            return new Candidate(key, worth.of(entry.state, now), entry.touchedMillis);
        }
    }

    /** A counter that may leave. */
    private record Candidate(String key, int worth, long touchedMillis) {}

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

        /** Never null; not to be changed by others than the {@link #owner}. */
        public long[] state() {
            return state;
        }

        /** Who has put the state, if that may change it in place; else null. */
        public Object owner() {
            return owner;
        }
    }
}
