package io.github.throttled.store.hazelcast;

import com.hazelcast.map.IMap;

import io.github.throttled.store.Counters;

import java.util.concurrent.CompletionStage;

/**
 * The counters of one policy in an {@link IMap} of whatever kind, as that of a client. Hazelcast
 * offers compare-and-set only as a call that blocks for as long as the grid likes; a few threads of
 * our own wait for it, so that no thread of the server does.
 */
final class BlockingCounters implements Counters {

    private final IMap<String, long[]> map;
    private final GridThreads threads;

    BlockingCounters(IMap<String, long[]> map, GridThreads threads) {
        this.map = map;
        this.threads = threads;
    }

    @Override
    public CompletionStage<long[]> get(String key) {
        return Debris.orCounter(map.getAsync(key));
    }

    @Override
    public CompletionStage<Boolean> compareAndSet(String key, long[] expected, long[] update) {
        return threads.call(() -> set(key, expected, update));
    }

    @Override
    public long kept() {
        return 0;
    }

    @Override
    public CompletionStage<Void> remove(String key) {
        return map.removeAsync(key).thenApply(removed -> null);
    }

    private boolean set(String key, long[] expected, long[] update) {
        if (Debris.is(expected)) {
            return Debris.replace(map, key, update);
        }
        return expected == null
                ? map.putIfAbsent(key, update) == null
                : map.replace(key, expected, update);
    }
}
