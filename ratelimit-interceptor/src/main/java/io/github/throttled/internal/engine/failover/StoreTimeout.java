package io.github.throttled.internal.engine.failover;

import io.github.throttled.internal.concurrent.DaemonScheduler;

import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Future;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;

/**
 * Bounds the time that callers wait for the store.
 *
 * @param timeout positive
 * @param timer completes calls that wait without a thread
 */
public record StoreTimeout(Duration timeout, DaemonScheduler timer) {

    /** Waits for the answer. When the time is up, completes it with a {@link TimeoutException}. */
    public void await(CompletableFuture<?> answer) {
        try {
            answer.get(timeout.toNanos(), TimeUnit.NANOSECONDS);
        } catch (TimeoutException e) {
            answer.completeExceptionally(tooLate());
        } catch (InterruptedException e) {
            answer.completeExceptionally(e);
            Thread.currentThread().interrupt();
        } catch (ExecutionException e) {
            // The answer has arrived: the store failed.
        }
    }

    /** Like {@link #await}, without a waiting thread. */
    public void watch(CompletableFuture<?> answer) {
        if (answer.isDone()) {
            return;
        }
        try {
            Future<?> alarm = timer.after(timeout, () -> answer.completeExceptionally(tooLate()));
            answer.whenComplete((value, error) -> alarm.cancel(false));
        } catch (RejectedExecutionException e) {
            // The timer is closed, so nothing would complete the call later.
            answer.completeExceptionally(e);
        }
    }

    private TimeoutException tooLate() {
        return new TimeoutException("no answer within " + timeout.toMillis() + " ms");
    }
}
