package io.github.throttled.internal.store.hazelcast;

import com.hazelcast.map.IMap;

import java.util.concurrent.CompletionStage;
import java.util.function.Function;

/**
 * The counters of one policy in any {@link IMap}, such as that of a client. Hazelcast's public
 * compare-and-set blocks until the grid answers. A few threads of this library wait for it, so that
 * no thread of the server does.
 */
final class BlockingCounters extends MapCounters {

    private final Function<String, Object> owner;
    private final GridThreads writers;
    private final GridThreads readers;

    /**
     * @param owner the member that owns a key, or anything that distinguishes it from others
     * @param writers wait for answers
     * @param readers only start calls, so that they never wait behind the writers. Hazelcast
     *     forbids calls on the threads that deliver answers, and some of our calls start there
     */
    BlockingCounters(
            IMap<String, long[]> map,
            Membership membership,
            Function<String, Object> owner,
            GridThreads writers,
            GridThreads readers) {
        super(map, membership);
        this.owner = owner;
        this.writers = writers;
        this.readers = readers;
    }

    @Override
    CompletionStage<?> read(String key) {
        return readers.start(() -> map().getAsync(key));
    }

    @Override
    CompletionStage<Boolean> write(String key, long[] expected, long[] update) {
        return writers.call(owner.apply(key), () -> set(key, expected, update));
    }

    @Override
    CompletionStage<?> delete(String key) {
        return readers.start(() -> map().removeAsync(key));
    }

    private boolean set(String key, long[] expected, long[] update) {
        if (ForeignValue.is(expected)) {
            return ForeignValue.replace(map(), key, update);
        }
        return expected == null
                ? map().putIfAbsent(key, update) == null
                : map().replace(key, expected, update);
    }
}
