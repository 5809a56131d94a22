package io.github.throttled.engine;

import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Future;
import java.util.concurrent.ScheduledThreadPoolExecutor;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;

/** How long anybody waits for the store. */
final class Patience implements AutoCloseable {

    private final Duration timeout;
    private final ScheduledThreadPoolExecutor timer;

    /**
     * @param timeout positive
     */
    Patience(Duration timeout) {
        this.timeout = timeout;
        this.timer = new ScheduledThreadPoolExecutor(1, Patience::timerThread);
        timer.setRemoveOnCancelPolicy(true);
    }

    /** Waits until the answer is there; when time is up, the answer is that it is not. */
    void await(CompletableFuture<?> answer) {
        try {
            answer.get(timeout.toNanos(), TimeUnit.NANOSECONDS);
        } catch (TimeoutException e) {
            answer.completeExceptionally(tooLate());
        } catch (InterruptedException e) {
            answer.completeExceptionally(e);
            Thread.currentThread().interrupt();
        } catch (ExecutionException e) {
            // The answer is there: the store failed.
        }
    }

    /** Like {@link #await}, without a waiting thread. */
    void watch(CompletableFuture<?> answer) {
        if (answer.isDone()) {
            return;
        }
        Future<?> alarm =
                timer.schedule(
                        () -> answer.completeExceptionally(tooLate()),
                        timeout.toNanos(),
                        TimeUnit.NANOSECONDS);
        answer.whenComplete((value, error) -> alarm.cancel(false));
    }

    @Override
    public void close() {
        timer.shutdownNow();
    }

    private TimeoutException tooLate() {
        return new TimeoutException("no answer within " + timeout.toMillis() + " ms");
    }

    private static Thread timerThread(Runnable task) {
        Thread thread = new Thread(task, "throttled-timer");
        thread.setDaemon(true);
        thread.setContextClassLoader(Patience.class.getClassLoader());
        return thread;
    }
}
