package io.github.throttled.internal.store.hazelcast;

import com.hazelcast.core.HazelcastInstance;

import io.github.throttled.internal.store.SharedMap;
import io.github.throttled.internal.store.SharedMaps;

import java.time.Duration;

/**
 * The shared maps of one application in the grid. They have threads of their own, so that an
 * operation that hangs delays no decision.
 */
final class HazelcastSharedMaps implements SharedMaps, AutoCloseable {

    private final OpenOnce<HazelcastSharedMap<?>> maps = OpenOnce.forEver();
    private final GridThreads threads = new GridThreads();
    private final HazelcastInstance hazelcast;
    private final String application;
    private final BoundedWait grid;
    private final String address;
    private volatile String name;

    HazelcastSharedMaps(HazelcastInstance hazelcast, String application, Duration timeout) {
        this.hazelcast = hazelcast;
        this.application = application;
        this.grid = new BoundedWait(threads, timeout);
        this.address = NodeNames.address(hazelcast);
    }

    @Override
    public SharedMap<String> texts(String name, Duration kept) {
        return map(new SharedMapConfig(application, "texts", name, kept), String.class);
    }

    @Override
    public SharedMap<long[]> numbers(String name, Duration kept) {
        return map(new SharedMapConfig(application, "numbers", name, kept), long[].class);
    }

    /** Payara names a node a little later than it starts the applications. */
    @Override
    public String nodeName() {
        if (name == null) {
            try {
                name =
                        grid.ask("the name of this node", () -> NodeNames.ofPayara(hazelcast))
                                .orElse(null);
            } catch (IllegalStateException e) {
                // The next call tries again.
            }
        }
        return name == null ? address : name;
    }

    @Override
    public void close() {
        try (threads) {
            maps.forEach(HazelcastSharedMap::close);
        }
    }

    /** The kind of values is part of the name. */
    @SuppressWarnings("unchecked")
    private <V> SharedMap<V> map(SharedMapConfig map, Class<V> type) {
        return (SharedMap<V>)
                maps.get(
                        map.name(),
                        () -> new HazelcastSharedMap<>(map.<V>openOn(hazelcast), type, grid));
    }
}
