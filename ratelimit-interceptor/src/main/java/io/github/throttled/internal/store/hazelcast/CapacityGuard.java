package io.github.throttled.internal.store.hazelcast;

import io.github.throttled.internal.store.EvictionRank;

import java.util.ArrayList;
import java.util.Collections;
import java.util.Comparator;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.LongSupplier;

/**
 * Bounds how many new keys this node may put into a map. Nothing else bounds the map. Hazelcast's
 * own eviction works by partition and by last use. So a rejected caller could evict its own counter
 * by flooding the partition of its key.
 *
 * <p>Every member evicts in its own part of the map: the lowest rank first, and limited counters
 * never. When all counters are limited, the map is full, and new keys share one counter. A client
 * has no part of its own and evicts everywhere. A member also evicts everywhere if others have not
 * done so for a while, since they may not run the application.
 *
 * <p>A node counts the keys that it adds after each update, and adds no more than its share of the
 * free capacity. So neither its own part nor an average one exceeds {@code maxKeys}. Other nodes
 * add at the same time, based on their own updates. So all parts together stay below twice the
 * bound.
 *
 * <p>Bound and rank may change while the map is in use, as limits do. An {@link #update} that has
 * begun may still go by those before. {@link #update} is for one thread; the rest is thread-safe.
 */
final class CapacityGuard {

    /** At this fill level, in percent, eviction examines every key. */
    private static final int CROWDED_PERCENT = 90;

    /** The fill level after eviction, in percent. */
    private static final int TARGET_PERCENT = 70;

    /** A total is outdated when this node has added a hundredth of its bound. */
    private static final int OUTDATED_PART = 100;

    /**
     * For so many updates in a row, other members may leave their parts crowded before this node
     * evicts there.
     */
    private static final int UPDATES_TO_WAIT = 5;

    /** A silent member must not keep this node from evicting in its own part. */
    private static final long TIMEOUT_MILLIS = 200;

    private final MapContent content;
    private final LongSupplier clock;
    private final AtomicLong added = new AtomicLong();
    private volatile int maxKeys;
    private volatile EvictionRank rank;
    private volatile long allowed;
    private CompletableFuture<Total> asked = CompletableFuture.completedFuture(new Total(0, 0));
    private Total total = new Total(0, 0);
    private int updatesToWait = UPDATES_TO_WAIT;
    private boolean evictedNothing;

    private record Candidate(String key, long[] state, int rank) {}

    /**
     * The number of keys of all members.
     *
     * @param before how many keys this node had added at that time
     */
    private record Total(long keys, long before) {}

    /**
     * @param maxKeys how many keys a member may keep
     */
    CapacityGuard(MapContent content, int maxKeys, EvictionRank rank, LongSupplier clock) {
        this.content = content;
        this.maxKeys = maxKeys;
        this.rank = rank;
        this.clock = clock;
        this.allowed = maxKeys;
    }

    /**
     * Changes the bound and the rank, which the next {@link #update} goes by.
     *
     * @return whether one of them is another now
     */
    boolean keep(int newMaxKeys, EvictionRank newRank) {
        boolean isChanged = maxKeys != newMaxKeys || rank != newRank;
        maxKeys = newMaxKeys;
        rank = newRank;
        return isChanged;
    }

    EvictionRank rank() {
        return rank;
    }

    boolean isFull() {
        return added.get() >= allowed;
    }

    /**
     * Counts an added key.
     *
     * @return whether it is time for an {@link #update}
     */
    boolean countAdded() {
        return added.incrementAndGet() == allowed - maxKeys / 10;
    }

    /** Counts the keys, and evicts some if necessary. May take long. */
    void update() {
        boolean isTotalKnown = !isTotalOutdated() || askTotal();
        // Keys added meanwhile may count twice, but are never missed.
        long before = added.get();
        long own = content.owned();
        long removed = isCrowded(own, maxKeys) ? evictIn(content.ownPartitions(), own, maxKeys) : 0;
        long free = before + maxKeys - own + removed;
        if (isTotalKnown || own == 0) {
            free = Math.min(free, freeOfAll(removed));
        }
        allowed = free;
    }

    /**
     * The free capacity of an average part, after this node has evicted in other parts if
     * necessary.
     *
     * @param removed how many keys were evicted since the count
     */
    private long freeOfAll(long removed) {
        int members = content.members();
        long bound = (long) maxKeys * members;
        long left = total.keys() - removed;
        if (!isCrowded(left, bound)) {
            updatesToWait = UPDATES_TO_WAIT;
        } else if (updatesToWait-- <= 0 || content.ownPartitions().isEmpty() && !evictedNothing) {
            long evicted = evictIn(content.partitions(), left, bound);
            evictedNothing = evicted == 0;
            updatesToWait = UPDATES_TO_WAIT;
            left -= evicted;
        }
        return total.before() + maxKeys - left / members;
    }

    /**
     * Whether the total has to be counted again. This asks every partition, and Hazelcast then
     * keeps some kilobytes in each, for every map. So a node that has added hardly any key since
     * the last time does not ask, unless it waits for keys to go.
     */
    private boolean isTotalOutdated() {
        boolean hasAdded = added.get() - total.before() >= Math.max(1, maxKeys / OUTDATED_PART);
        return hasAdded || isCrowded(total.keys(), (long) maxKeys * content.members());
    }

    /**
     * Counts the keys of all members. False if there is no answer in time; then the last total
     * applies.
     */
    private boolean askTotal() {
        if (asked.isDone()) {
            long before = added.get();
            asked = content.size().thenApply(keys -> new Total(keys, before)).toCompletableFuture();
        }
        try {
            total = asked.get(TIMEOUT_MILLIS, TimeUnit.MILLISECONDS);
            return true;
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return false;
        } catch (ExecutionException | TimeoutException e) {
            return false;
        }
    }

    private static boolean isCrowded(long keys, long bound) {
        return keys * 100 >= bound * CROWDED_PERCENT;
    }

    /**
     * Evicts in these partitions, a few at a time.
     *
     * @param keys about how many keys they hold together
     * @param bound how many they may hold
     * @return how many keys were evicted
     */
    private long evictIn(List<Integer> partitions, long keys, long bound) {
        double surplus = 1 - (double) bound * TARGET_PERCENT / 100 / keys;
        List<Integer> shuffled = new ArrayList<>(partitions);
        // Shuffled, because several nodes may evict at the same time, and none of them may get far.
        Collections.shuffle(shuffled);
        long removed = 0;
        int seen = 0;
        List<Candidate> candidates = new ArrayList<>();
        for (int partition : shuffled) {
            seen += collect(partition, candidates);
            if (seen > 2 * maxKeys) {
                removed += removeLowestRanked(candidates, (int) Math.ceil(seen * surplus));
                candidates.clear();
                seen = 0;
            }
        }
        return removed + removeLowestRanked(candidates, (int) Math.ceil(seen * surplus));
    }

    /** Returns how many keys the partition has. */
    private int collect(int partition, List<Candidate> candidates) {
        long now = clock.getAsLong();
        return content.forEach(
                partition,
                (key, state) -> {
                    if (key.equals(CapacityGuardedCounters.OVERFLOW)) {
                        return;
                    }
                    int value = rank.of(state, now);
                    if (value < EvictionRank.LIMITED) {
                        candidates.add(new Candidate(key, state, value));
                    }
                });
    }

    private long removeLowestRanked(List<Candidate> candidates, int count) {
        candidates.sort(Comparator.comparingInt(Candidate::rank));
        return candidates.stream()
                .limit(count)
                .filter(candidate -> content.remove(candidate.key(), candidate.state()))
                .count();
    }
}
