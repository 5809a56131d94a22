package io.github.throttled.internal.store.hazelcast;

import com.hazelcast.map.IMap;
import com.hazelcast.nio.serialization.HazelcastSerializationException;

import io.github.throttled.internal.store.Counters;

import java.util.concurrent.CompletionException;
import java.util.concurrent.CompletionStage;

/**
 * A value in a map of counters that is no counter, such as a text or an object of an unknown class.
 * It is read as an empty array, which no counter is, and can be replaced.
 */
final class ForeignValue {

    private static final long[] EMPTY = {};

    private ForeignValue() {}

    /** The value if it is a counter, null for nothing, and otherwise an empty array. */
    static CompletionStage<long[]> orCounter(CompletionStage<?> found) {
        return found.handleAsync(ForeignValue::orCounter, Counters.HERE);
    }

    /** Whether the state stands for a foreign value. */
    static boolean is(long[] state) {
        return state != null && state.length == 0;
    }

    /**
     * Replaces a foreign value.
     *
     * @return false if the key has to be read again
     */
    @SuppressWarnings("unchecked")
    static boolean replace(IMap<String, long[]> counters, String key, long[] update) {
        IMap<String, Object> map = (IMap<String, Object>) (IMap<String, ?>) counters;
        try {
            Object found = map.get(key);
            boolean isStillForeign = found != null && !(found instanceof long[] s && s.length > 0);
            return isStillForeign && map.replace(key, found, update);
        } catch (HazelcastSerializationException e) {
            // The value cannot be compared. If another node has just replaced it, that counter
            // begins anew, too.
            map.delete(key);
            return false;
        }
    }

    private static long[] orCounter(Object found, Throwable error) {
        Throwable cause = error instanceof CompletionException ? error.getCause() : error;
        if (cause != null && !(cause instanceof HazelcastSerializationException)) {
            throw error instanceof RuntimeException e ? e : new CompletionException(error);
        }
        if (cause == null && (found == null || found instanceof long[])) {
            return (long[]) found;
        }
        return EMPTY;
    }
}
