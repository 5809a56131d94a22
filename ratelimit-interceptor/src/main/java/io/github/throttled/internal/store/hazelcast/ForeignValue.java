package io.github.throttled.internal.store.hazelcast;

import com.hazelcast.map.IMap;
import com.hazelcast.nio.serialization.HazelcastSerializationException;

import io.github.throttled.internal.store.Counters;

import java.util.concurrent.CompletionException;
import java.util.concurrent.CompletionStage;

/**
 * What somebody else has put into a map of counters, and is none: a text, an object of a class that
 * nobody here knows. It is read as an empty array, which no counter is, and can be replaced.
 */
final class ForeignValue {

    private static final long[] EMPTY = {};

    private ForeignValue() {}

    /** What was found, if it is a counter; otherwise an empty array, and null for nothing. */
    static CompletionStage<long[]> orCounter(CompletionStage<?> found) {
        return found.handleAsync(ForeignValue::orCounter, Counters.HERE);
    }

    /** Whether this stands for what is no counter. */
    static boolean is(long[] state) {
        return state != null && state.length == 0;
    }

    /**
     * Replaces what is no counter.
     *
     * @return false if it has to be read again
     */
    @SuppressWarnings("unchecked")
    static boolean replace(IMap<String, long[]> counters, String key, long[] update) {
        IMap<String, Object> map = (IMap<String, Object>) (IMap<String, ?>) counters;
        try {
            Object found = map.get(key);
            boolean isStillDebris = found != null && !(found instanceof long[] s && s.length > 0);
            return isStillDebris && map.replace(key, found, update);
        } catch (HazelcastSerializationException e) {
            // It cannot be compared with anything. Who has replaced it just now begins anew, too.
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
