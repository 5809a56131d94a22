package io.github.throttled.internal.store.local;

import io.github.throttled.internal.store.SharedMap;

import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.function.LongSupplier;
import java.util.stream.Collectors;

/** A shared map in the memory of this node. */
final class LocalSharedMap<V> implements SharedMap<V> {

    private final Map<String, Entry<V>> entries = new ConcurrentHashMap<>();
    private final List<Runnable> actions = new CopyOnWriteArrayList<>();
    private final LongSupplier clock;
    private final Duration kept;

    private record Entry<V>(V value, long putMillis) {}

    /**
     * @param clock milliseconds since the epoch
     */
    LocalSharedMap(Duration kept, LongSupplier clock) {
        this.kept = kept;
        this.clock = clock;
    }

    @Override
    public Map<String, V> all() {
        forgetExpired();
        return entries.entrySet().stream()
                .collect(Collectors.toMap(Map.Entry::getKey, entry -> entry.getValue().value()));
    }

    @Override
    public void putAll(Map<String, V> added) {
        long now = clock.getAsLong();
        added.forEach((name, value) -> entries.put(name, new Entry<>(value, now)));
        actions.forEach(Runnable::run);
    }

    @Override
    public void remove(String name) {
        entries.remove(name);
        actions.forEach(Runnable::run);
    }

    @Override
    public void onChange(Runnable action) {
        actions.add(action);
    }

    private void forgetExpired() {
        if (!kept.isZero()) {
            long oldest = clock.getAsLong() - kept.toMillis();
            entries.values().removeIf(entry -> entry.putMillis() < oldest);
        }
    }
}
