package io.github.throttled.store.hazelcast;

import com.hazelcast.core.EntryEvent;
import com.hazelcast.map.IMap;
import com.hazelcast.map.listener.EntryAddedListener;
import com.hazelcast.map.listener.EntryRemovedListener;
import com.hazelcast.map.listener.EntryUpdatedListener;

import io.github.throttled.store.Board;

import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.function.Supplier;

/**
 * A board in a map of the grid. Who listens is known to all members, and what listens only to this
 * one: nothing of ours is sent.
 */
final class HazelcastBoard<V> implements Board<V> {

    private final List<UUID> listeners = new CopyOnWriteArrayList<>();
    private final IMap<String, V> map;
    private final Class<V> type;
    private final GridThreads threads;
    private final Duration patience;

    /**
     * @param type of what is on it; anything else in the map is not on it
     * @param patience the longest that anything may take
     */
    HazelcastBoard(IMap<String, V> map, Class<V> type, GridThreads threads, Duration patience) {
        this.map = map;
        this.type = type;
        this.threads = threads;
        this.patience = patience;
    }

    @Override
    public Map<String, V> all() {
        return ask(
                () -> {
                    Map<String, V> all = new HashMap<>();
                    for (Map.Entry<?, ?> entry : map.entrySet()) {
                        if (entry.getKey() instanceof String name
                                && type.isInstance(entry.getValue())) {
                            all.put(name, type.cast(entry.getValue()));
                        }
                    }
                    return all;
                });
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

    /** What nobody waits for any more is not begun. */
    private <T> T ask(Supplier<T> operation) {
        AtomicBoolean isGivenUp = new AtomicBoolean();
        CompletableFuture<T> answer =
                threads.call(() -> isGivenUp.get() ? null : operation.get()).toCompletableFuture();
        try {
            return answer.get(patience.toNanos(), TimeUnit.NANOSECONDS);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw silent("this thread was interrupted", e);
        } catch (TimeoutException e) {
            isGivenUp.set(true);
            throw silent("it does not answer in " + patience.toMillis() + " ms", e);
        } catch (ExecutionException e) {
            throw silent(String.valueOf(e.getCause()), e.getCause());
        }
    }

    private IllegalStateException silent(String why, Throwable cause) {
        return new IllegalStateException(
                "The grid cannot be asked for " + map.getName() + ": " + why, cause);
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
