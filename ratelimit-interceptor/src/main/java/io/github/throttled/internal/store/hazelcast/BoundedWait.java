package io.github.throttled.internal.store.hazelcast;

import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.function.BooleanSupplier;
import java.util.function.Supplier;

/**
 * Waits for the grid for a bounded time.
 *
 * @param timeout the longest time that an operation may take
 */
record BoundedWait(GridThreads threads, Duration timeout) {

    private static final String GIVEN_UP = "it is known not to answer";

    /** How often the wait polls whether the caller has given up. */
    private static final long POLL_NANOS = TimeUnit.MILLISECONDS.toNanos(25);

    /**
     * Runs an operation and returns its answer. An operation is not started after its caller has
     * given up.
     *
     * @param what the subject of the operation, for messages
     * @throws IllegalStateException if there is no answer in time
     */
    <T> T ask(String what, Supplier<T> operation) {
        return ask(what, operation, () -> false);
    }

    /**
     * The same, for a caller that may give up waiting.
     *
     * @param isGivenUp whether the caller has given up
     * @throws IllegalStateException also if the caller has given up
     */
    <T> T ask(String what, Supplier<T> operation, BooleanSupplier isGivenUp) {
        if (isGivenUp.getAsBoolean()) {
            throw noAnswer(what, GIVEN_UP, null);
        }
        AtomicBoolean isOver = new AtomicBoolean();
        CompletableFuture<T> answer =
                threads.call(() -> isOver.get() ? null : operation.get()).toCompletableFuture();
        try {
            return await(answer, isGivenUp);
        } catch (InterruptedException e) {
            isOver.set(true);
            Thread.currentThread().interrupt();
            throw noAnswer(what, "this thread was interrupted", e);
        } catch (TimeoutException e) {
            isOver.set(true);
            throw noAnswer(
                    what,
                    isGivenUp.getAsBoolean()
                            ? GIVEN_UP
                            : "it does not answer in " + timeout.toMillis() + " ms",
                    e);
        } catch (ExecutionException e) {
            throw noAnswer(what, String.valueOf(e.getCause()), e.getCause());
        }
    }

    private <T> T await(CompletableFuture<T> answer, BooleanSupplier isGivenUp)
            throws InterruptedException, ExecutionException, TimeoutException {
        long begin = System.nanoTime();
        while (true) {
            long left = timeout.toNanos() - (System.nanoTime() - begin);
            try {
                return answer.get(Math.min(left, POLL_NANOS), TimeUnit.NANOSECONDS);
            } catch (TimeoutException e) {
                if (left <= POLL_NANOS || isGivenUp.getAsBoolean()) {
                    throw e;
                }
            }
        }
    }

    private static IllegalStateException noAnswer(String what, String why, Throwable cause) {
        return new IllegalStateException(
                "The grid cannot be asked for " + what + ": " + why, cause);
    }
}
