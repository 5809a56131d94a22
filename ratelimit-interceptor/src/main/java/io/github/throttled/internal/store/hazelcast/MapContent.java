package io.github.throttled.internal.store.hazelcast;

import com.hazelcast.cluster.Cluster;
import com.hazelcast.cluster.Member;
import com.hazelcast.core.EntryView;
import com.hazelcast.core.HazelcastInstance;
import com.hazelcast.map.IMap;
import com.hazelcast.partition.Partition;
import com.hazelcast.query.Predicates;

import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.CompletionStage;
import java.util.function.BiConsumer;

/**
 * The content of a map of counters, on this node and in the whole grid. Uses Hazelcast's public
 * API, so that members and clients see the same.
 */
final class MapContent {

    /** Hazelcast keeps the times of expiry in seconds, and drops the rest. */
    private static final long PRECISION_MILLIS = 1_000;

    private final HazelcastInstance hazelcast;
    private final IMap<String, long[]> map;
    private final GridThreads threads;
    private final MapStatistics statistics;
    private final Cluster cluster;
    private volatile PartitionKeys partitionKeys;

    /**
     * @param threads wait for operations on the whole grid
     */
    MapContent(HazelcastInstance hazelcast, IMap<String, long[]> map, GridThreads threads) {
        this.hazelcast = hazelcast;
        this.map = map;
        this.threads = threads;
        this.statistics = new MapStatistics(map);
        this.cluster = hazelcast.getCluster();
    }

    /** How many entries this node's member owns; 0 on a client. */
    long owned() {
        return statistics.ownedEntries();
    }

    /** How many entries all members own together. A silent member delays the answer. */
    CompletionStage<Integer> size() {
        return threads.call(map::size);
    }

    /** How many members keep entries; at least 1. */
    int members() {
        long keeping =
                cluster.getMembers().stream().filter(member -> !member.isLiteMember()).count();
        return (int) Math.max(1, keeping);
    }

    /** The partitions that this node's member owns; none on a client. */
    List<Integer> ownPartitions() {
        Member self = NodeNames.member(hazelcast).orElse(null);
        return self == null
                ? List.of()
                : hazelcast.getPartitionService().getPartitions().stream()
                        .filter(partition -> self.equals(partition.getOwner()))
                        .map(Partition::getPartitionId)
                        .toList();
    }

    /** All partitions. */
    List<Integer> partitions() {
        return hazelcast.getPartitionService().getPartitions().stream()
                .map(Partition::getPartitionId)
                .toList();
    }

    /**
     * Passes each counter of one partition, but nothing else that other software may have put
     * there. Asks its owner, and waits for the answer.
     *
     * @param action gets a key and its state
     * @return how many entries the partition has
     */
    int forEach(int partition, BiConsumer<String, long[]> action) {
        Set<? extends Map.Entry<?, ?>> entries =
                map.entrySet(
                        Predicates.partitionPredicate(
                                keys().of(partition), Predicates.alwaysTrue()));
        for (Map.Entry<?, ?> entry : entries) {
            if (entry.getKey() instanceof String key && entry.getValue() instanceof long[] state) {
                action.accept(key, state);
            }
        }
        return entries.size();
    }

    /** Removes a key unless its state has changed. Asks its owner, and waits for the answer. */
    boolean remove(String key, long[] state) {
        return map.remove(key, state);
    }

    /**
     * When a key was last read or written, by the system clock of the member that owned it then. Up
     * to a second later than it was. After the loss of an owner it is the last write, since backups
     * learn of no reads. Asks the key's owner, and waits for the answer. Neither this nor {@link
     * #forEach} counts as a read.
     *
     * <p>Without statistics for each entry, Hazelcast does not keep this time. But an entry with
     * {@code max-idle} expires that long after its last use.
     *
     * @return milliseconds since the epoch; {@link Long#MAX_VALUE} if the key is gone. The same if
     *     an operator has configured the map without {@code max-idle} or with a time-to-live, since
     *     the expiration time then says nothing about use
     */
    long lastUsedMillis(String key) {
        EntryView<String, long[]> view = map.getEntryView(key);
        return view == null || !isLimited(view.getMaxIdle()) || isLimited(view.getTtl())
                ? Long.MAX_VALUE
                : view.getExpirationTime() - view.getMaxIdle() + PRECISION_MILLIS;
    }

    /** Hazelcast says 0, or the highest number, for an unlimited lifetime. */
    private static boolean isLimited(long lifetimeMillis) {
        return lifetimeMillis > 0 && lifetimeMillis < Long.MAX_VALUE;
    }

    private PartitionKeys keys() {
        if (partitionKeys == null) {
            partitionKeys = new PartitionKeys(hazelcast.getPartitionService());
        }
        return partitionKeys;
    }
}
