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
 * Waits for the grid for so long and no longer.
 *
 * @param patience the longest that anything may take
 */
record BoundedWait(GridThreads threads, Duration patience) {

    private static final String GIVEN_UP = "it is known not to answer";

    /** How often it is asked whether anybody still waits. */
    private static final long LOOK_NANOS = TimeUnit.MILLISECONDS.toNanos(25);

    /**
     * The answer. What nobody waits for any more is not begun.
     *
     * @param what is asked for, for a message
     * @throws IllegalStateException if there is none in time
     */
    <T> T ask(String what, Supplier<T> operation) {
        return ask(what, operation, () -> false);
    }

    /**
     * The same, for who may not want to wait for so long.
     *
     * @param isGivenUp whether nobody waits any more
     * @throws IllegalStateException also if it is given up
     */
    <T> T ask(String what, Supplier<T> operation, BooleanSupplier isGivenUp) {
        if (isGivenUp.getAsBoolean()) {
            throw silent(what, GIVEN_UP, null);
        }
        AtomicBoolean isOver = new AtomicBoolean();
        CompletableFuture<T> answer =
                threads.call(() -> isOver.get() ? null : operation.get()).toCompletableFuture();
        try {
            return await(answer, isGivenUp);
        } catch (InterruptedException e) {
            isOver.set(true);
            Thread.currentThread().interrupt();
            throw silent(what, "this thread was interrupted", e);
        } catch (TimeoutException e) {
            isOver.set(true);
            throw silent(
                    what,
                    isGivenUp.getAsBoolean()
                            ? GIVEN_UP
                            : "it does not answer in " + patience.toMillis() + " ms",
                    e);
        } catch (ExecutionException e) {
            throw silent(what, String.valueOf(e.getCause()), e.getCause());
        }
    }

    private <T> T await(CompletableFuture<T> answer, BooleanSupplier isGivenUp)
            throws InterruptedException, ExecutionException, TimeoutException {
        long begin = System.nanoTime();
        while (true) {
            long left = patience.toNanos() - (System.nanoTime() - begin);
            try {
                return answer.get(Math.min(left, LOOK_NANOS), TimeUnit.NANOSECONDS);
            } catch (TimeoutException e) {
                if (left <= LOOK_NANOS || isGivenUp.getAsBoolean()) {
                    throw e;
                }
            }
        }
    }

    private static IllegalStateException silent(String what, String why, Throwable cause) {
        return new IllegalStateException(
                "The grid cannot be asked for " + what + ": " + why, cause);
    }
}
