package io.github.throttled.internal.store.hazelcast;

import com.hazelcast.map.IMap;

import io.github.throttled.internal.store.Counters;

import java.util.concurrent.CompletionStage;
import java.util.function.Function;

/**
 * The counters of one policy in an {@link IMap} of whatever kind, as that of a client. Hazelcast
 * offers compare-and-set only as a call that blocks for as long as the grid likes; a few threads of
 * our own wait for it, so that no thread of the server does.
 */
final class BlockingCounters implements Counters {

    private final IMap<String, long[]> map;
    private final Function<String, Object> owner;
    private final GridThreads writers;
    private final GridThreads readers;
    private final MapStatistics statistics;

    /**
     * @param owner the member that has a key, or whatever tells it from others
     * @param writers wait for answers
     * @param readers only begin calls, so that they never wait behind those; Hazelcast forbids
     *     calls to the threads that bring answers, and some of ours are made there
     */
    BlockingCounters(
            IMap<String, long[]> map,
            Function<String, Object> owner,
            GridThreads writers,
            GridThreads readers) {
        this.map = map;
        this.owner = owner;
        this.writers = writers;
        this.readers = readers;
        this.statistics = new MapStatistics(map);
    }

    @Override
    public CompletionStage<long[]> get(String key) {
        return ForeignValue.orCounter(readers.start(() -> map.getAsync(key)));
    }

    @Override
    public CompletionStage<Boolean> compareAndSet(String key, long[] expected, long[] update) {
        return writers.call(owner.apply(key), () -> set(key, expected, update));
    }

    @Override
    public long kept() {
        return statistics.ownedEntries();
    }

    @Override
    public CompletionStage<Void> remove(String key) {
        return readers.start(() -> map.removeAsync(key)).thenApplyAsync(removed -> null, HERE);
    }

    private boolean set(String key, long[] expected, long[] update) {
        if (ForeignValue.is(expected)) {
            return ForeignValue.replace(map, key, update);
        }
        return expected == null
                ? map.putIfAbsent(key, update) == null
                : map.replace(key, expected, update);
    }
}
