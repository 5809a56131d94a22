package io.github.throttled.internal.store.local;

import io.github.throttled.internal.store.SharedMap;
import io.github.throttled.internal.store.SharedMaps;

import java.time.Duration;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.LongSupplier;

/** Shared maps in the memory of this node, which are lost when it stops. */
public final class LocalSharedMaps implements SharedMaps {

    private final Map<Name, LocalSharedMap<String>> texts = new ConcurrentHashMap<>();
    private final Map<Name, LocalSharedMap<long[]>> numbers = new ConcurrentHashMap<>();
    private final LongSupplier clock;

    private record Name(String name, Duration kept) {}

    /**
     * @param clock milliseconds since the epoch
     */
    public LocalSharedMaps(LongSupplier clock) {
        this.clock = clock;
    }

    @Override
    public SharedMap<String> texts(String name, Duration kept) {
        return texts.computeIfAbsent(
                new Name(name, kept), any -> new LocalSharedMap<>(kept, clock));
    }

    @Override
    public SharedMap<long[]> numbers(String name, Duration kept) {
        return numbers.computeIfAbsent(
                new Name(name, kept), any -> new LocalSharedMap<>(kept, clock));
    }

    @Override
    public String nodeName() {
        return "this node";
    }
}
