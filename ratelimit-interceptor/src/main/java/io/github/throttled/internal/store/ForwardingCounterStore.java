package io.github.throttled.internal.store;

import java.time.Duration;
import java.util.Objects;

/** Forwards to another store. A subclass overrides what it adds. */
public abstract class ForwardingCounterStore implements CounterStore {

    private final CounterStore store;

    /** Forwards to this one, and closes it. */
    protected ForwardingCounterStore(CounterStore store) {
        this.store = Objects.requireNonNull(store, "store");
    }

    @Override
    public Counters counters(String policy, long memoryMillis, int maxKeys, EvictionRank rank) {
        return store.counters(policy, memoryMillis, maxKeys, rank);
    }

    @Override
    public long nowMillis() {
        return store.nowMillis();
    }

    @Override
    public int members() {
        return store.members();
    }

    @Override
    public boolean isShared() {
        return store.isShared();
    }

    @Override
    public void awaitUsable() {
        store.awaitUsable();
    }

    @Override
    public void beforeShutdown(Runnable last) {
        store.beforeShutdown(last);
    }

    @Override
    public int parts() {
        return store.parts();
    }

    @Override
    public int part(String key) {
        return store.part(key);
    }

    @Override
    public Peers peers() {
        return store.peers();
    }

    @Override
    public int shares() {
        return store.shares();
    }

    @Override
    public void onRejoin(Runnable action) {
        store.onRejoin(action);
    }

    @Override
    public SharedMaps sharedMaps(Duration timeout) {
        return store.sharedMaps(timeout);
    }

    @Override
    public String description() {
        return store.description();
    }

    @Override
    public void close() {
        store.close();
    }
}
