package io.github.throttled.store.hazelcast;

import com.hazelcast.map.IMap;

import io.github.throttled.store.Worth;

import java.util.ArrayList;
import java.util.Collections;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.LongSupplier;

/**
 * How many new keys this node may still put into a map. Every member makes room in its own part of
 * the map: what is worth least leaves first, and what is limited never does. When all that is there
 * is limited, there is no room, and new keys have to do without a counter of their own.
 *
 * <p>Hazelcast's own eviction goes by when a key was used last, so that whoever is refused could
 * fall silent, flood the map, and begin anew; and a comparator for it would be a class of ours in
 * the grid. It is left as the last resort, at twice the size. Thread-safe.
 */
final class Room {

    /** So full, in percent, that there is a look at every key. */
    private static final int CROWDED = 90;

    /** So full, in percent, when room has been made. */
    private static final int MADE = 70;

    private static final int BATCH = 500;

    private final IMap<String, long[]> map;
    private final int maxKeys;
    private final Worth worth;
    private final LongSupplier clock;
    private final AtomicLong added = new AtomicLong();
    private volatile long allowed;

    private record Candidate(String key, long[] state, int worth) {}

    /**
     * @param maxKeys how many keys this node may keep
     */
    Room(IMap<String, long[]> map, int maxKeys, Worth worth, LongSupplier clock) {
        this.map = map;
        this.maxKeys = maxKeys;
        this.worth = worth;
        this.clock = clock;
        this.allowed = maxKeys;
    }

    boolean isNone() {
        return added.get() >= allowed;
    }

    /**
     * A key has come.
     *
     * @return whether it is time to make room
     */
    boolean taken() {
        return added.incrementAndGet() == allowed - maxKeys / 10;
    }

    /** Sees how many keys there are, and makes room if it has to be. Takes its time. */
    void make(int members) {
        // What is added meanwhile may count twice, but never not at all.
        long before = added.get();
        int estimate = map.size() / members;
        boolean isCrowded = estimate * 100L >= (long) maxKeys * CROWDED;
        allowed = before + maxKeys - (isCrowded ? makeIn(map.localKeySet()) : estimate);
    }

    /** Returns how many are left. */
    private int makeIn(Set<String> keys) {
        int surplus = keys.size() - (int) ((long) maxKeys * MADE / 100);
        if (surplus <= 0) {
            return keys.size();
        }
        int removed = 0;
        for (Candidate candidate : leastWorth(keys, surplus)) {
            // Unless it has been used since.
            removed += map.remove(candidate.key(), candidate.state()) ? 1 : 0;
        }
        return keys.size() - removed;
    }

    private List<Candidate> leastWorth(Set<String> keys, int count) {
        long now = clock.getAsLong();
        List<Candidate> candidates = new ArrayList<>();
        for (Set<String> batch : batches(keys)) {
            for (Map.Entry<String, long[]> entry : map.getAll(batch).entrySet()) {
                int value = worth.of(entry.getValue(), now);
                if (value < Worth.LIMITED && !entry.getKey().equals(RoomyCounters.OVERFLOW)) {
                    candidates.add(new Candidate(entry.getKey(), entry.getValue(), value));
                }
            }
        }
        // They come by partition; Hazelcast's last resort goes by how full a partition is.
        Collections.shuffle(candidates);
        candidates.sort(Comparator.comparingInt(Candidate::worth));
        return candidates.subList(0, Math.min(count, candidates.size()));
    }

    private static List<Set<String>> batches(Set<String> keys) {
        List<String> all = List.copyOf(keys);
        List<Set<String>> batches = new ArrayList<>();
        for (int from = 0; from < all.size(); from += BATCH) {
            batches.add(Set.copyOf(all.subList(from, Math.min(all.size(), from + BATCH))));
        }
        return batches;
    }
}
