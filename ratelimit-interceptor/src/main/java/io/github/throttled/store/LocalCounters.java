package io.github.throttled.store;

import java.util.Arrays;
import java.util.Comparator;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.function.LongSupplier;

/**
 * A bounded map on this node. When it is full, counters that nobody touched for as long as they can
 * matter leave, and then the longest untouched ones, a tenth of the map at a time.
 */
final class LocalCounters implements Counters {

    private final Map<String, Entry> entries = new ConcurrentHashMap<>();
    private final AtomicBoolean sweeping = new AtomicBoolean();
    private final LongSupplier clock;
    private volatile long memoryMillis;
    private volatile int maxKeys;

    LocalCounters(LongSupplier clock) {
        this.clock = clock;
    }

    /**
     * Says what is kept from now on.
     *
     * @param newMemoryMillis how long an untouched counter can matter
     * @param newMaxKeys how many counters are kept
     */
    void keep(long newMemoryMillis, int newMaxKeys) {
        memoryMillis = newMemoryMillis;
        maxKeys = newMaxKeys;
    }

    @Override
    public CompletionStage<long[]> get(String key) {
        Entry entry = entries.get(key);
        if (entry == null) {
            return CompletableFuture.completedFuture(null);
        }
        entry.touchedMillis = clock.getAsLong();
        return CompletableFuture.completedFuture(entry.state);
    }

    @Override
    public CompletionStage<Boolean> compareAndSet(String key, long[] expected, long[] update) {
        Entry updated = new Entry(update, clock.getAsLong());
        Entry stored =
                entries.compute(key, (k, entry) -> isExpected(entry, expected) ? updated : entry);
        keepBound();
        return CompletableFuture.completedFuture(stored == updated);
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

    /** Forgets what nobody has touched for as long as it can matter. */
    void forgetIdle() {
        long now = clock.getAsLong();
        entries.values().removeIf(entry -> now - entry.touchedMillis > memoryMillis);
    }

    private void keepBound() {
        // Again after each sweep: who came while one was under way has left it to that one.
        while (entries.size() > maxKeys && sweeping.compareAndSet(false, true)) {
            try {
                sweep();
            } finally {
                sweeping.set(false);
            }
        }
    }

    private void sweep() {
        forgetIdle();
        int surplus = entries.size() - maxKeys;
        if (surplus > 0) {
            evict(surplus + maxKeys / 10);
        }
    }

    private void evict(int count) {
        // Touch times change while this runs; sorting needs them to stand still.
        record Candidate(String key, long touchedMillis) {}
        entries.entrySet().stream()
                .map(e -> new Candidate(e.getKey(), e.getValue().touchedMillis))
                .sorted(Comparator.comparingLong(Candidate::touchedMillis))
                .limit(count)
                .forEach(candidate -> entries.remove(candidate.key()));
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
