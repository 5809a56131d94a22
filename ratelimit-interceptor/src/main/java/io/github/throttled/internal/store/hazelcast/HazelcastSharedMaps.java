package io.github.throttled.internal.store.hazelcast;

import com.hazelcast.core.HazelcastInstance;

import io.github.throttled.internal.store.SharedMap;
import io.github.throttled.internal.store.SharedMaps;

import java.time.Duration;

/**
 * The boards of one application in the grid. They have threads of their own, so that one that hangs
 * keeps no decision waiting.
 */
final class HazelcastSharedMaps implements SharedMaps, AutoCloseable {

    private final OpenOnce<HazelcastSharedMap<?>> boards = OpenOnce.forEver();
    private final GridThreads threads = new GridThreads();
    private final HazelcastInstance hazelcast;
    private final String application;
    private final BoundedWait grid;
    private final String address;
    private volatile String name;

    HazelcastSharedMaps(HazelcastInstance hazelcast, String application, Duration patience) {
        this.hazelcast = hazelcast;
        this.application = application;
        this.grid = new BoundedWait(threads, patience);
        this.address = NodeNames.address(hazelcast);
    }

    @Override
    public SharedMap<String> texts(String name, Duration kept) {
        return board(new SharedMapConfig(application, "texts", name, kept), String.class);
    }

    @Override
    public SharedMap<long[]> numbers(String name, Duration kept) {
        return board(new SharedMapConfig(application, "numbers", name, kept), long[].class);
    }

    /** The one that Payara gives a node comes a little later than the applications on it. */
    @Override
    public String nodeName() {
        if (name == null) {
            try {
                name =
                        grid.ask("the name of this node", () -> NodeNames.ofPayara(hazelcast))
                                .orElse(null);
            } catch (IllegalStateException e) {
                // The next time, perhaps.
            }
        }
        return name == null ? address : name;
    }

    @Override
    public void close() {
        try (threads) {
            boards.forEach(HazelcastSharedMap::close);
        }
    }

    /** The kind of what is on it is part of its name. */
    @SuppressWarnings("unchecked")
    private <V> SharedMap<V> board(SharedMapConfig map, Class<V> type) {
        return (SharedMap<V>)
                boards.get(
                        map.name(),
                        () -> new HazelcastSharedMap<>(map.<V>openOn(hazelcast), type, grid));
    }
}
