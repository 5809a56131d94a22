package io.github.throttled.engine;

import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Predicate;

/** The calls that wait for an answer of the store. Thread-safe. */
final class PendingCalls {

    private final Set<Pending> calls = ConcurrentHashMap.newKeySet();

    /** One call. */
    static final class Pending {

        private final String key;
        private final long sinceNanos;
        private final CompletableFuture<?> answer;

        private Pending(String key, long sinceNanos, CompletableFuture<?> answer) {
            this.key = key;
            this.sinceNanos = sinceNanos;
            this.answer = answer;
        }

        String key() {
            return key;
        }

        /** Since when it waits, as {@link System#nanoTime}. */
        long sinceNanos() {
            return sinceNanos;
        }
    }

    /** A call waits until it is {@link #remove removed}. */
    Pending add(String key, long nowNanos, CompletableFuture<?> answer) {
        Pending pending = new Pending(key, nowNanos, answer);
        calls.add(pending);
        return pending;
    }

    void remove(Pending pending) {
        calls.remove(pending);
    }

    /** Fails calls, so that nobody waits for them any more. */
    void release(Predicate<Pending> which, Throwable why) {
        for (Pending pending : calls) {
            if (which.test(pending)) {
                pending.answer.completeExceptionally(why);
            }
        }
    }
}
