package io.github.throttled.internal.store.hazelcast;

import io.github.throttled.internal.store.EvictionRank;

import java.util.ArrayList;
import java.util.Collections;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.LongSupplier;

/**
 * How many new keys this node may still put into a map. Nothing else bounds the map: Hazelcast's
 * own eviction goes partition by partition and by when a key was used last, so that a caller who is
 * rejected could flood the partition of his key, and begin anew.
 *
 * <p>Every member makes room in its own part of the map: what is worth least leaves first, and what
 * is limited never does. When all that is there is limited, there is no room, and new keys have to
 * do without a counter of their own. A client has no part of its own. It makes room everywhere, and
 * so does a member when others have not for a while: they may not run the application.
 *
 * <p>A node counts what it adds after each look, and adds no more than its share of what was free:
 * neither its own part nor an average one holds more than {@code maxKeys} then. Others add at the
 * same time by what they saw last, so that all parts together stay below twice that. {@link #make}
 * is for one thread; the rest is thread-safe.
 */
final class CapacityGuard {

    /** So full, in percent, that there is a look at every key. */
    private static final int CROWDED = 90;

    /** So full, in percent, when room has been made. */
    private static final int MADE = 70;

    /** So many looks in a row others may leave their parts crowded before this node helps. */
    private static final int OTHERS_TURN = 5;

    /** A silent member must not keep this node from making room in its own part. */
    private static final long PATIENCE_MILLIS = 200;

    private final MapContent content;
    private final int maxKeys;
    private final EvictionRank worth;
    private final LongSupplier clock;
    private final AtomicLong added = new AtomicLong();
    private volatile long allowed;
    private CompletableFuture<Total> asked = CompletableFuture.completedFuture(new Total(0, 0));
    private Total total = new Total(0, 0);
    private int looksToWait = OTHERS_TURN;
    private boolean wasInVain;

    private record Candidate(String key, long[] state, int worth) {}

    /**
     * How many keys all members had.
     *
     * @param before how many this node had added then
     */
    private record Total(long keys, long before) {}

    /**
     * @param maxKeys how many keys a member may keep
     */
    CapacityGuard(MapContent content, int maxKeys, EvictionRank worth, LongSupplier clock) {
        this.content = content;
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
    void make() {
        boolean isTotalKnown = askTotal();
        // What is added meanwhile may count twice, but never not at all.
        long before = added.get();
        long own = content.owned();
        long removed = isCrowded(own, maxKeys) ? makeIn(content.ownPartitions(), own, maxKeys) : 0;
        long free = before + maxKeys - own + removed;
        if (isTotalKnown || own == 0) {
            free = Math.min(free, freeOfAll(removed));
        }
        allowed = free;
    }

    /**
     * What an average part of the grid has free, after this node has helped where it has to.
     *
     * @param removed how many have left since they were counted
     */
    private long freeOfAll(long removed) {
        int members = content.members();
        long bound = (long) maxKeys * members;
        long left = total.keys() - removed;
        if (!isCrowded(left, bound)) {
            looksToWait = OTHERS_TURN;
        } else if (looksToWait-- <= 0 || content.ownPartitions().isEmpty() && !wasInVain) {
            long helped = makeIn(content.partitions(), left, bound);
            wasInVain = helped == 0;
            looksToWait = OTHERS_TURN;
            left -= helped;
        }
        return total.before() + maxKeys - left / members;
    }

    /** Whether the answer is there in time; the last one counts otherwise. */
    private boolean askTotal() {
        if (asked.isDone()) {
            long before = added.get();
            asked = content.size().thenApply(keys -> new Total(keys, before)).toCompletableFuture();
        }
        try {
            total = asked.get(PATIENCE_MILLIS, TimeUnit.MILLISECONDS);
            return true;
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return false;
        } catch (ExecutionException | TimeoutException e) {
            return false;
        }
    }

    private static boolean isCrowded(long keys, long bound) {
        return keys * 100 >= bound * CROWDED;
    }

    /**
     * Makes room in these partitions, a few at a time.
     *
     * @param keys how many they hold together, about
     * @param bound how many they may hold
     * @return how many keys have left
     */
    private long makeIn(List<Integer> partitions, long keys, long bound) {
        double surplus = 1 - (double) bound * MADE / 100 / keys;
        List<Integer> shuffled = new ArrayList<>(partitions);
        // Several nodes may be at it, and none may get far.
        Collections.shuffle(shuffled);
        long removed = 0;
        int seen = 0;
        List<Candidate> candidates = new ArrayList<>();
        for (int partition : shuffled) {
            seen += collect(partition, candidates);
            if (seen > 2 * maxKeys) {
                removed += removeLeastWorth(candidates, (int) Math.ceil(seen * surplus));
                candidates.clear();
                seen = 0;
            }
        }
        return removed + removeLeastWorth(candidates, (int) Math.ceil(seen * surplus));
    }

    /** Returns how many keys the partition has. */
    private int collect(int partition, List<Candidate> candidates) {
        long now = clock.getAsLong();
        int seen = 0;
        for (Map.Entry<?, ?> entry : content.entries(partition)) {
            seen++;
            // Somebody else may have put anything there.
            if (entry.getKey() instanceof String key
                    && entry.getValue() instanceof long[] state
                    && !key.equals(CapacityGuardedCounters.OVERFLOW)) {
                int value = worth.of(state, now);
                if (value < EvictionRank.LIMITED) {
                    candidates.add(new Candidate(key, state, value));
                }
            }
        }
        return seen;
    }

    private long removeLeastWorth(List<Candidate> candidates, int count) {
        candidates.sort(Comparator.comparingInt(Candidate::worth));
        return candidates.stream()
                .limit(count)
                .filter(candidate -> content.remove(candidate.key(), candidate.state()))
                .count();
    }
}
