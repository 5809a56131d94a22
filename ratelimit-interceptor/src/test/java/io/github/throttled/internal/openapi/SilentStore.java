package io.github.throttled.internal.openapi;

import io.github.throttled.internal.store.CounterStore;
import io.github.throttled.internal.store.Counters;
import io.github.throttled.internal.store.EvictionRank;
import io.github.throttled.internal.store.Peers;
import io.github.throttled.internal.store.SharedMaps;
import io.github.throttled.internal.store.local.LocalSharedMaps;

import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;

/**
 * A store of three nodes that never answers.
 *
 * @param peers the members that own its parts
 */
public record SilentStore(Peers peers) implements CounterStore, Counters {

    /** One of which nobody knows the members. */
    public SilentStore() {
        this(Peers.NONE);
    }

    @Override
    public int parts() {
        return Math.max(1, peers.parts().values().stream().mapToInt(Integer::intValue).sum());
    }

    @Override
    public Counters counters(String policy, long memoryMillis, int maxKeys, EvictionRank rank) {
        return this;
    }

    @Override
    public CompletionStage<long[]> get(String key) {
        return new CompletableFuture<>();
    }

    @Override
    public CompletionStage<Stored> store(String key, long[] expected, long[] update) {
        return new CompletableFuture<>();
    }

    @Override
    public CompletionStage<Void> remove(String key) {
        return new CompletableFuture<>();
    }

    @Override
    public long kept() {
        return 7;
    }

    @Override
    public int departures() {
        return 0;
    }

    @Override
    public long nowMillis() {
        return 1_735_689_600_000L;
    }

    @Override
    public int members() {
        return 3;
    }

    @Override
    public SharedMaps sharedMaps(Duration timeout) {
        return new LocalSharedMaps(this::nowMillis);
    }

    @Override
    public String description() {
        return "a silent store";
    }

    @Override
    public void close() {
        // There is nothing to let go of.
    }
}
