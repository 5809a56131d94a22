package io.github.throttled.internal.engine.failover;

import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Predicate;

/** The calls that wait for an answer of the store, each with its key. Thread-safe. */
final class PendingOperations {

    private final Map<CompletableFuture<?>, String> keys = new ConcurrentHashMap<>();

    /** A call waits until it is {@link #remove removed}. */
    void add(String key, CompletableFuture<?> call) {
        keys.put(call, key);
    }

    void remove(CompletableFuture<?> call) {
        keys.remove(call);
    }

    /** Fails the calls of matching keys, so that their callers stop waiting. */
    void release(Predicate<String> which, Throwable why) {
        keys.forEach(
                (call, key) -> {
                    if (which.test(key)) {
                        call.completeExceptionally(why);
                    }
                });
    }
}
