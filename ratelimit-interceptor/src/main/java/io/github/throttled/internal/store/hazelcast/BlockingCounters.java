package io.github.throttled.internal.store.hazelcast;

import com.hazelcast.map.IMap;
import com.hazelcast.spi.exception.TargetDisconnectedException;

import java.util.concurrent.CompletionStage;
import java.util.function.Function;

/**
 * The counters of one policy in any {@link IMap}, such as that of a client. Hazelcast's public
 * compare-and-set blocks until the grid answers. A few threads of this library wait for it, so that
 * no thread of the server does.
 *
 * <p>A client repeats a read if the member that it asks closes its connection, but not a write,
 * which may be stored already. Such a write is answered like one that another node has prevented:
 * the caller reads again, and the grid goes on deciding.
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
        try {
            return replace(key, expected, update);
        } catch (TargetDisconnectedException e) {
            membership().replyLost();
            // An answer counts as a sign of life, so it has to be one of the grid.
            map().containsKey(key);
            return false;
        }
    }

    private boolean replace(String key, long[] expected, long[] update) {
        if (ForeignValue.is(expected)) {
            return ForeignValue.replace(map(), key, update);
        }
        return expected == null
                ? map().putIfAbsent(key, update) == null
                : map().replace(key, expected, update);
    }
}
