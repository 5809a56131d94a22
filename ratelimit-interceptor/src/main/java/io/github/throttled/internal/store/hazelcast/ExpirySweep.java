package io.github.throttled.internal.store.hazelcast;

import io.github.throttled.internal.store.EvictionRank;

import java.time.Duration;
import java.util.ArrayDeque;
import java.util.List;
import java.util.Queue;
import java.util.function.LongSupplier;
import java.util.function.Supplier;

/**
 * Removes counters that no longer matter from this member's own part of a map, before they expire.
 * Each removal is a compare-and-remove, so it never removes a counter that is in use again.
 *
 * <p>No single clock decides. The time in a counter is by the clock of the node that wrote it, and
 * a client's clock may be minutes behind. The cluster clock may leap. So a counter goes only if it
 * is too old by that time, and if Hazelcast has also seen no read and no write of it for as long.
 * Hazelcast measures that by the system clock of the member that owns the counter. If that clock
 * leaps on the oldest member, the cluster clock leaps with it, and counters go as if the time had
 * passed. Where Hazelcast cannot tell, since an operator has configured the map differently, {@link
 * CapacityGuard} alone removes counters, when the map is crowded.
 *
 * <p>Hazelcast's own expiry may remove a counter that is in use again. It looks at a few entries of
 * a partition at a time, and keeps the next one for its next turn. If that entry has expired, and a
 * caller creates it anew before that turn, Hazelcast takes the new entry for the old one and
 * removes it (seen in 5.3.8 and 5.7.0). The caller would have its quota twice.
 *
 * <p>Not thread-safe: {@link #step} is for one thread.
 */
final class ExpirySweep {

    /** How many counters a step looks at before it ends. */
    private static final int COUNTERS_PER_STEP = 10_000;

    /**
     * With fewer counters for each partition, Hazelcast looks at all of a partition at once. Then
     * it keeps none, and partitions that have never had a counter are not asked for them.
     */
    private static final int LEAST_FOR_EACH_PARTITION = 4;

    private static final Duration SHORTEST_PAUSE = Duration.ofSeconds(10);
    private static final Duration LONGEST_PAUSE = Duration.ofMinutes(10);

    private final MapContent content;
    private final Supplier<EvictionRank> rank;
    private final long forgottenMillis;
    private final long pauseMillis;
    private final LongSupplier clock;
    private final LongSupplier systemClock;
    private final Queue<Integer> left = new ArrayDeque<>();
    private long begunMillis;

    /**
     * @param rank tells when a counter was last changed, by the limits that hold now
     * @param forgottenMillis a counter that was last changed longer ago equals none
     * @param clock the cluster time in milliseconds since the epoch
     * @param systemClock the time by which Hazelcast's expiry goes on this node, in the same unit
     */
    ExpirySweep(
            MapContent content,
            Supplier<EvictionRank> rank,
            long forgottenMillis,
            LongSupplier clock,
            LongSupplier systemClock) {
        this.content = content;
        this.rank = rank;
        this.forgottenMillis = forgottenMillis;
        this.pauseMillis =
                Math.max(
                        SHORTEST_PAUSE.toMillis(),
                        Math.min(LONGEST_PAUSE.toMillis(), forgottenMillis / 4));
        this.clock = clock;
        this.systemClock = systemClock;
        this.begunMillis = clock.getAsLong();
    }

    /**
     * Looks at some of the partitions, and begins anew after a pause. To be called every second.
     */
    void step() {
        long now = clock.getAsLong();
        if (left.isEmpty() && Math.abs(now - begunMillis) >= pauseMillis) {
            begunMillis = now;
            begin();
        }
        for (int seen = 0; !left.isEmpty() && seen < COUNTERS_PER_STEP; ) {
            seen += sweep(left.remove(), now);
        }
    }

    private void begin() {
        List<Integer> partitions = content.ownPartitions();
        if (content.owned() >= (long) LEAST_FOR_EACH_PARTITION * partitions.size()) {
            left.addAll(partitions);
        }
    }

    /** Returns how many entries the partition had. */
    private int sweep(int partition, long now) {
        return content.forEach(
                partition,
                (key, state) -> {
                    if (isForgotten(state, now) && isIdle(key)) {
                        content.remove(key, state);
                    }
                });
    }

    /** False for a counter of a clock that is ahead, and for one that cannot be read. */
    private boolean isForgotten(long[] state, long now) {
        long changed = rank.get().changedMillis(state);
        return changed <= now && now - changed > forgottenMillis;
    }

    /** Takes an operation, so this is only for counters that are forgotten by their own time. */
    private boolean isIdle(String key) {
        return systemClock.getAsLong() - content.lastUsedMillis(key) > forgottenMillis;
    }
}
