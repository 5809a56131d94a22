package io.github.throttled.store.hazelcast;

import com.hazelcast.cluster.Cluster;
import com.hazelcast.core.HazelcastInstance;
import com.hazelcast.map.IMap;

import io.github.throttled.store.CounterStore;
import io.github.throttled.store.Counters;

import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;

/** Counters in the maps of a Hazelcast instance. */
public final class HazelcastCounterStore implements CounterStore {

    private final Map<String, Counters> maps = new ConcurrentHashMap<>();
    private final HazelcastInstance hazelcast;
    private final Cluster cluster;
    private final String application;
    private final Runnable onClose;
    private final GridThreads threads = new GridThreads();

    /**
     * A store on an instance that somebody else shuts down.
     *
     * @param application separates the counters of applications in one grid
     */
    public HazelcastCounterStore(HazelcastInstance hazelcast, String application) {
        this(hazelcast, application, () -> {});
    }

    HazelcastCounterStore(HazelcastInstance hazelcast, String application, Runnable onClose) {
        this.hazelcast = hazelcast;
        this.cluster = hazelcast.getCluster();
        this.application = application;
        this.onClose = onClose;
    }

    @Override
    public Counters counters(String policy, long memoryMillis, int maxKeys) {
        var definition = new CounterMap(application, policy, memoryMillis, maxKeys);
        return maps.computeIfAbsent(definition.name(), name -> open(definition.openOn(hazelcast)));
    }

    private Counters open(IMap<String, long[]> map) {
        return MemberCounters.on(map, threads).orElseGet(() -> new BlockingCounters(map, threads));
    }

    @Override
    public long nowMillis() {
        return cluster.getClusterTime();
    }

    @Override
    public int members() {
        return cluster.getMembers().size();
    }

    @Override
    public String description() {
        return "Hazelcast instance '" + hazelcast.getName() + "'";
    }

    @Override
    public void close() {
        threads.close();
        onClose.run();
    }
}
