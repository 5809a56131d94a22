package io.github.throttled.engine;

import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Future;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.ScheduledThreadPoolExecutor;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;

/** How long anybody waits for the store. */
final class Patience implements AutoCloseable {

    static final String THREAD = "throttled-timer";

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
        try {
            Future<?> alarm =
                    timer.schedule(
                            () -> answer.completeExceptionally(tooLate()),
                            timeout.toNanos(),
                            TimeUnit.NANOSECONDS);
            answer.whenComplete((value, error) -> alarm.cancel(false));
        } catch (RejectedExecutionException e) {
            // Nobody would wake who waits after closing time.
            answer.completeExceptionally(e);
        }
    }

    /** Watches nothing more. Who is watched already still has their answer in time. */
    @Override
    public void close() {
        timer.shutdown();
    }

    private TimeoutException tooLate() {
        return new TimeoutException("no answer within " + timeout.toMillis() + " ms");
    }

    private static Thread timerThread(Runnable task) {
        // Nothing of the request that happened to come first: it may belong to another module.
        Thread thread = new Thread(null, task, THREAD, 0, false);
        thread.setDaemon(true);
        thread.setContextClassLoader(Patience.class.getClassLoader());
        return thread;
    }
}
