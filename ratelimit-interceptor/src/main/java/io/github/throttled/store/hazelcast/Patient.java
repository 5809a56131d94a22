package io.github.throttled.store.hazelcast;

import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.function.Supplier;

/**
 * Waits for the grid for so long and no longer.
 *
 * @param patience the longest that anything may take
 */
record Patient(GridThreads threads, Duration patience) {

    /**
     * The answer. What nobody waits for any more is not begun.
     *
     * @param what is asked for, for a message
     * @throws IllegalStateException if there is none in time
     */
    <T> T ask(String what, Supplier<T> operation) {
        AtomicBoolean isGivenUp = new AtomicBoolean();
        CompletableFuture<T> answer =
                threads.call(() -> isGivenUp.get() ? null : operation.get()).toCompletableFuture();
        try {
            return answer.get(patience.toNanos(), TimeUnit.NANOSECONDS);
        } catch (InterruptedException e) {
            isGivenUp.set(true);
            Thread.currentThread().interrupt();
            throw silent(what, "this thread was interrupted", e);
        } catch (TimeoutException e) {
            isGivenUp.set(true);
            throw silent(what, "it does not answer in " + patience.toMillis() + " ms", e);
        } catch (ExecutionException e) {
            throw silent(what, String.valueOf(e.getCause()), e.getCause());
        }
    }

    private static IllegalStateException silent(String what, String why, Throwable cause) {
        return new IllegalStateException(
                "The grid cannot be asked for " + what + ": " + why, cause);
    }
}
