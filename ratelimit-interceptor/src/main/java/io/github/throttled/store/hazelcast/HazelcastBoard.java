package io.github.throttled.store.hazelcast;

import com.hazelcast.core.EntryEvent;
import com.hazelcast.map.IMap;
import com.hazelcast.map.listener.EntryAddedListener;
import com.hazelcast.map.listener.EntryRemovedListener;
import com.hazelcast.map.listener.EntryUpdatedListener;

import io.github.throttled.store.Board;

import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.function.BooleanSupplier;
import java.util.function.Supplier;

/**
 * A board in a map of the grid. Who listens is known to all members, and what listens only to this
 * one: nothing of ours is sent.
 */
final class HazelcastBoard<V> implements Board<V> {

    private final List<UUID> listeners = new CopyOnWriteArrayList<>();
    private final IMap<String, V> map;
    private final Class<V> type;
    private final Patient grid;

    /**
     * @param type of what is on it; anything else in the map is not on it
     */
    HazelcastBoard(IMap<String, V> map, Class<V> type, Patient grid) {
        this.map = map;
        this.type = type;
        this.grid = grid;
    }

    @Override
    public Map<String, V> all() {
        return all(() -> false);
    }

    @Override
    public Map<String, V> all(BooleanSupplier isGivenUp) {
        return grid.ask(map.getName(), this::entries, isGivenUp);
    }

    private Map<String, V> entries() {
        Map<String, V> all = new HashMap<>();
        for (Map.Entry<?, ?> entry : map.entrySet()) {
            if (entry.getKey() instanceof String name && type.isInstance(entry.getValue())) {
                all.put(name, type.cast(entry.getValue()));
            }
        }
        return all;
    }

    @Override
    public void putAll(Map<String, V> entries) {
        Map<String, V> copy = Map.copyOf(entries);
        ask(
                () -> {
                    map.putAll(copy);
                    return null;
                });
    }

    @Override
    public void remove(String name) {
        ask(
                () -> {
                    map.delete(name);
                    return null;
                });
    }

    @Override
    public void onChange(Runnable action) {
        ask(() -> listeners.add(map.addEntryListener(new Change<V>(action), false)));
    }

    /** Lets nobody listen any more, as far as the grid answers in time. */
    void close() {
        try {
            ask(() -> listeners.removeIf(map::removeEntryListener));
        } catch (IllegalStateException e) {
            // The grid is gone, or is silent: it will drop them when this member leaves.
        }
    }

    private <T> T ask(Supplier<T> operation) {
        return grid.ask(map.getName(), operation);
    }

    private record Change<V>(Runnable action)
            implements EntryAddedListener<String, V>,
                    EntryUpdatedListener<String, V>,
                    EntryRemovedListener<String, V> {

        @Override
        public void entryAdded(EntryEvent<String, V> event) {
            action.run();
        }

        @Override
        public void entryUpdated(EntryEvent<String, V> event) {
            action.run();
        }

        @Override
        public void entryRemoved(EntryEvent<String, V> event) {
            action.run();
        }
    }
}
