package io.github.throttled.internal.store.local;

import io.github.throttled.internal.store.CounterStore;
import io.github.throttled.internal.store.Counters;
import io.github.throttled.internal.store.EvictionRank;
import io.github.throttled.internal.store.SharedMaps;

import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;

/** Stores nothing: every call finds an unused counter. */
public record NoCounterStore() implements CounterStore, Counters {

    @Override
    public Counters counters(String policy, long memoryMillis, int maxKeys, EvictionRank rank) {
        return this;
    }

    @Override
    public CompletionStage<long[]> get(String key) {
        return CompletableFuture.completedFuture(null);
    }

    @Override
    public CompletionStage<Stored> store(String key, long[] expected, long[] update) {
        return CompletableFuture.completedFuture(expected == null ? Stored.OWN : Stored.NOT);
    }

    @Override
    public long kept() {
        return 0;
    }

    @Override
    public int departures() {
        return 0;
    }

    @Override
    public CompletionStage<Void> remove(String key) {
        return CompletableFuture.completedFuture(null);
    }

    @Override
    public long nowMillis() {
        return System.currentTimeMillis();
    }

    @Override
    public int members() {
        return 1;
    }

    @Override
    public SharedMaps sharedMaps(Duration timeout) {
        return new LocalSharedMaps(this::nowMillis);
    }

    @Override
    public String description() {
        return "nothing";
    }

    @Override
    public void close() {
        // There is nothing to release.
    }
}
