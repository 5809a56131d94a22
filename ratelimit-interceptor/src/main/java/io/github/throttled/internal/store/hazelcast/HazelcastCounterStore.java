package io.github.throttled.internal.store.hazelcast;

import com.hazelcast.cluster.Cluster;
import com.hazelcast.cluster.Member;
import com.hazelcast.core.HazelcastInstance;
import com.hazelcast.core.LifecycleEvent.LifecycleState;
import com.hazelcast.core.LifecycleService;
import com.hazelcast.map.IMap;
import com.hazelcast.partition.PartitionService;

import io.github.throttled.internal.store.CounterStore;
import io.github.throttled.internal.store.Counters;
import io.github.throttled.internal.store.EvictionRank;
import io.github.throttled.internal.store.Peers;
import io.github.throttled.internal.store.SharedMaps;

import java.time.Duration;
import java.util.List;
import java.util.UUID;
import java.util.concurrent.CopyOnWriteArrayList;

/** Counters in the maps of a Hazelcast instance. */
public final class HazelcastCounterStore implements CounterStore {

    /** The longest time that a deployment waits for the trial of the internal operations. */
    private static final Duration TRIAL = Duration.ofSeconds(1);

    private static final Object UNKNOWN = "unknown";

    private final OpenOnce<CapacityGuardedCounters> maps = OpenOnce.whileUsed();
    private final List<UUID> listeners = new CopyOnWriteArrayList<>();
    private final List<HazelcastSharedMaps> sharedMaps = new CopyOnWriteArrayList<>();
    private final HazelcastInstance hazelcast;
    private final Cluster cluster;
    private final LifecycleService lifecycle;
    private final PartitionService partitions;
    private final int parts;
    private final Membership membership;
    private final String application;
    private final Runnable onClose;
    private final GridThreads threads = new GridThreads();
    private final GridThreads readers = new GridThreads();
    private final CapacityScheduler capacity = new CapacityScheduler();
    private final InternalOperations operations;
    private final HazelcastPeers peers;

    /**
     * A store on an instance that other software shuts down.
     *
     * @param application separates the counters of applications in one grid
     */
    public HazelcastCounterStore(HazelcastInstance hazelcast, String application) {
        this(hazelcast, application, 1, () -> {});
    }

    /**
     * @param minMembers how many members the grid must have to be asked; at least 1
     * @param onClose lets go of the instance
     */
    HazelcastCounterStore(
            HazelcastInstance hazelcast, String application, int minMembers, Runnable onClose) {
        this.hazelcast = hazelcast;
        this.cluster = hazelcast.getCluster();
        // An instance that has been shut down does not return it any more.
        this.lifecycle = hazelcast.getLifecycleService();
        this.partitions = hazelcast.getPartitionService();
        this.parts = Math.max(1, partitions.getPartitions().size());
        this.application = application;
        this.membership = new Membership(hazelcast, minMembers);
        this.onClose = onClose;
        // No policy can have this name.
        this.peers =
                new HazelcastPeers(
                        hazelcast,
                        "throttled/" + CounterMapConfig.escaped(application) + "/+pulse");
        this.operations =
                new InternalOperations(
                        description(),
                        TRIAL,
                        map -> MemberCounters.on(map, membership, threads),
                        map ->
                                new BlockingCounters(
                                        map, membership, this::owner, threads, readers));
    }

    @Override
    public Counters counters(String policy, long memoryMillis, int maxKeys, EvictionRank rank) {
        var definition = new CounterMapConfig(application, policy, memoryMillis);
        CapacityGuardedCounters counters =
                maps.get(definition.name(), () -> open(definition, maxKeys, rank));
        // Counters that were open already must not be evicted by the limits before.
        counters.keep(maxKeys, rank);
        return counters;
    }

    private CapacityGuardedCounters open(
            CounterMapConfig definition, int maxKeys, EvictionRank rank) {
        IMap<String, long[]> map = definition.openOn(hazelcast);
        MapContent content = new MapContent(hazelcast, map, capacity.threads());
        CapacityGuard guard = new CapacityGuard(content, maxKeys, rank, this::nowMillis);
        CapacityGuardedCounters counters =
                new CapacityGuardedCounters(
                        operations.on(map), guard, () -> capacity.update(guard));
        ExpirySweep sweep =
                new ExpirySweep(
                        content,
                        guard::rank,
                        definition.forgottenMillis(),
                        this::nowMillis,
                        System::currentTimeMillis);
        capacity.keep(guard, sweep, counters);
        return counters;
    }

    /** The member that owns the key, as far as known. */
    private Object owner(String key) {
        try {
            Member owner = partitions.getPartition(key).getOwner();
            return owner == null ? UNKNOWN : owner.getUuid();
        } catch (RuntimeException e) {
            // An instance that is shut down has no owners.
            return UNKNOWN;
        }
    }

    @Override
    public long nowMillis() {
        return cluster.getClusterTime();
    }

    @Override
    public int members() {
        return membership.members();
    }

    /** Missing members count as another part of the cluster, which has its share as well. */
    @Override
    public int shares() {
        return Math.max(members(), membership.minMembers());
    }

    @Override
    public void onRejoin(Runnable action) {
        membership.onRejoin(action);
    }

    /** The partitions: each has an owner and a backup, and may move to other members. */
    @Override
    public int parts() {
        return parts;
    }

    @Override
    public int part(String key) {
        try {
            return partitions.getPartition(key).getPartitionId() % parts;
        } catch (RuntimeException e) {
            // An instance that is shut down answers for no partition.
            return 0;
        }
    }

    @Override
    public Peers peers() {
        return peers;
    }

    @Override
    public void beforeShutdown(Runnable last) {
        listeners.add(
                lifecycle.addLifecycleListener(
                        event -> {
                            if (event.getState() == LifecycleState.SHUTTING_DOWN) {
                                last.run();
                            }
                        }));
    }

    @Override
    public SharedMaps sharedMaps(Duration timeout) {
        HazelcastSharedMaps opened = new HazelcastSharedMaps(hazelcast, application, timeout);
        sharedMaps.add(opened);
        return opened;
    }

    @Override
    public String description() {
        return "Hazelcast instance '" + hazelcast.getName() + "'";
    }

    /**
     * After a failed deployment no classes are loaded any more: this method must not need a new
     * one.
     */
    @Override
    public void close() {
        // In reverse order; a failure does not keep the rest open.
        try (capacity;
                readers;
                threads;
                peers;
                membership) {
            for (HazelcastSharedMaps opened : sharedMaps) {
                opened.close();
            }
            for (UUID listener : listeners) {
                lifecycle.removeLifecycleListener(listener);
            }
        } finally {
            onClose.run();
        }
    }
}
