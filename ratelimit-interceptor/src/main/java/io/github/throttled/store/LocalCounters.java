package io.github.throttled.store;

import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.function.LongSupplier;

/**
 * A bounded map on this node. When it is full, counters that nobody touched for as long as they can
 * matter leave, and then those that are worth least, of these the longest untouched ones, a tenth
 * of the map at a time. What is limited stays: if there is nothing else, keys that come share one
 * counter.
 */
final class LocalCounters implements Counters {

    /** No partition key has this character. */
    private static final String OVERFLOW = "\u0000overflow";

    /** How long it is not tried again to make room where there was none. */
    private static final long FULL_MILLIS = 1_000;

    private final Map<String, Entry> entries = new ConcurrentHashMap<>();
    private final AtomicBoolean sweeping = new AtomicBoolean();
    private final LongSupplier clock;
    private volatile long memoryMillis;
    private volatile int maxKeys;
    private volatile Worth worth = Worth.EQUAL;
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
    void keep(long newMemoryMillis, int newMaxKeys, Worth newWorth) {
        worth = newWorth;
        memoryMillis = newMemoryMillis;
        maxKeys = newMaxKeys;
    }

    @Override
    public CompletionStage<long[]> get(String key) {
        Entry entry = entries.get(key);
        if (entry == null && isFull()) {
            entry = entries.get(OVERFLOW);
        }
        if (entry == null) {
            return CompletableFuture.completedFuture(null);
        }
        entry.touchedMillis = clock.getAsLong();
        return CompletableFuture.completedFuture(entry.state);
    }

    @Override
    public CompletionStage<Boolean> compareAndSet(String key, long[] expected, long[] update) {
        return CompletableFuture.completedFuture(isStored(home(key), expected, update));
    }

    @Override
    public CompletionStage<Stored> store(String key, long[] expected, long[] update) {
        String home = home(key);
        Stored where = home.equals(key) ? Stored.OWN : Stored.SHARED;
        return CompletableFuture.completedFuture(
                isStored(home, expected, update) ? where : Stored.NOT);
    }

    @Override
    public CompletionStage<long[]> getOwn(String key) {
        Entry entry = entries.get(key);
        return CompletableFuture.completedFuture(entry == null ? null : entry.state);
    }

    @Override
    public CompletionStage<Boolean> restore(String key, long[] state) {
        return CompletableFuture.completedFuture(isStored(key, null, state));
    }

    private boolean isStored(String home, long[] expected, long[] update) {
        Entry updated = new Entry(update, clock.getAsLong());
        Entry stored =
                entries.compute(home, (k, entry) -> isExpected(entry, expected) ? updated : entry);
        keepBound();
        return stored == updated;
    }

    @Override
    public long kept() {
        return size();
    }

    @Override
    public CompletionStage<Void> remove(String key) {
        entries.remove(key);
        return CompletableFuture.completedFuture(null);
    }

    int size() {
        return entries.size();
    }

    private static boolean isExpected(Entry entry, long[] expected) {
        return Arrays.equals(entry == null ? null : entry.state, expected);
    }

    /** Where the key is to be counted. */
    private String home(String key) {
        if (entries.size() < maxKeys || entries.containsKey(key)) {
            return key;
        }
        makeRoom(1);
        return isFull() ? OVERFLOW : key;
    }

    private boolean isFull() {
        long full = fullMillis;
        return full != Long.MIN_VALUE && clock.getAsLong() - full < FULL_MILLIS;
    }

    /** Forgets what nobody has touched for as long as it can matter. */
    void forgetIdle() {
        long now = clock.getAsLong();
        entries.values().removeIf(entry -> now - entry.touchedMillis > memoryMillis);
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

    /** Returns how many could leave. */
    private int evict(int count, long now) {
        // Touch times change while this runs; sorting needs them to stand still.
        record Candidate(String key, int worth, long touchedMillis) {}
        List<Candidate> leaving =
                entries.entrySet().stream()
                        .map(
                                e ->
                                        new Candidate(
                                                e.getKey(),
                                                worth.of(e.getValue().state, now),
                                                e.getValue().touchedMillis))
                        .filter(candidate -> candidate.worth() < Worth.LIMITED)
                        .sorted(
                                Comparator.comparingInt(Candidate::worth)
                                        .thenComparingLong(Candidate::touchedMillis))
                        .limit(count)
                        .toList();
        leaving.forEach(candidate -> entries.remove(candidate.key()));
        return leaving.size();
    }

    private static final class Entry {

        private final long[] state;
        private volatile long touchedMillis;

        Entry(long[] state, long touchedMillis) {
            this.state = state;
            this.touchedMillis = touchedMillis;
        }
    }
}
