package io.github.throttled.internal.store.hazelcast;

import com.hazelcast.map.IMap;

import io.github.throttled.internal.store.Counters;

import java.util.concurrent.CompletionStage;
import java.util.function.Function;

/**
 * The counters of one policy in any {@link IMap}, such as that of a client. Hazelcast's public
 * compare-and-set blocks until the grid answers. A few threads of this library wait for it, so that
 * no thread of the server does.
 */
final class BlockingCounters implements Counters {

    private final IMap<String, long[]> map;
    private final Function<String, Object> owner;
    private final GridThreads writers;
    private final GridThreads readers;
    private final MapStatistics statistics;

    /**
     * @param owner the member that owns a key, or anything that distinguishes it from others
     * @param writers wait for answers
     * @param readers only start calls, so that they never wait behind the writers. Hazelcast
     *     forbids calls on the threads that deliver answers, and some of our calls start there
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
