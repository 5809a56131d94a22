package io.github.throttled.internal.store.hazelcast;

import com.hazelcast.core.EntryEvent;
import com.hazelcast.map.IMap;
import com.hazelcast.map.listener.EntryAddedListener;
import com.hazelcast.map.listener.EntryRemovedListener;
import com.hazelcast.map.listener.EntryUpdatedListener;
import com.hazelcast.nio.serialization.HazelcastSerializationException;

import io.github.throttled.internal.store.SharedMap;

import java.util.HashMap;
import java.util.Iterator;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.function.BooleanSupplier;
import java.util.function.Supplier;

/**
 * A shared map in the grid. All members know that this one listens, but the listener itself stays
 * here: no object of ours is sent.
 */
final class HazelcastSharedMap<V> implements SharedMap<V> {

    private final List<UUID> listeners = new CopyOnWriteArrayList<>();
    private final IMap<String, V> map;
    private final Class<V> type;
    private final BoundedWait grid;

    /**
     * @param type the class of values; other values in the map are ignored
     */
    HazelcastSharedMap(IMap<String, V> map, Class<V> type, BoundedWait grid) {
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
        Set<? extends Map.Entry<?, ?>> found = map.entrySet();
        Iterator<? extends Map.Entry<?, ?>> entries = found.iterator();
        // Not until hasNext() is false: Hazelcast does not promise to skip an entry that fails.
        for (int i = 0; i < found.size(); i++) {
            addNext(entries, all);
        }
        return all;
    }

    /** Skips entries of other software, including objects of unknown classes. */
    private void addNext(Iterator<? extends Map.Entry<?, ?>> entries, Map<String, V> all) {
        try {
            Map.Entry<?, ?> entry = entries.next();
            if (entry.getKey() instanceof String name && type.isInstance(entry.getValue())) {
                all.put(name, type.cast(entry.getValue()));
            }
        } catch (HazelcastSerializationException e) {
            // The entry belongs to other software.
        }
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

    /** Removes all listeners, as far as the grid answers in time. */
    void close() {
        try {
            ask(() -> listeners.removeIf(map::removeEntryListener));
        } catch (IllegalStateException e) {
            // The grid is gone or silent: it removes the listeners when this member leaves.
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
