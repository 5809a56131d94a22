package io.github.throttled.internal.concurrent;

import java.lang.System.Logger;
import java.lang.System.Logger.Level;
import java.time.Duration;
import java.util.concurrent.Future;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.ScheduledThreadPoolExecutor;
import java.util.concurrent.TimeUnit;

/**
 * Runs tasks later, on one daemon thread that starts with the first task. Tasks must be short.
 * Thread-safe.
 */
public final class DaemonScheduler implements AutoCloseable {

    private static final Logger LOG = System.getLogger(DaemonScheduler.class.getName());

    /** The thread of most timers. */
    public static final String THREAD = "throttled-timer";

    private final ScheduledThreadPoolExecutor thread;

    /** A scheduler whose thread is called {@value #THREAD}. */
    public DaemonScheduler() {
        this(DaemonThreads.named(THREAD));
    }

    /** A scheduler with one of these threads. */
    public DaemonScheduler(DaemonThreads threads) {
        thread = new ScheduledThreadPoolExecutor(1, threads);
        thread.setRemoveOnCancelPolicy(true);
    }

    /**
     * Runs a task once.
     *
     * @throws RejectedExecutionException if the scheduler is closed
     */
    public Future<?> after(Duration delay, Runnable task) {
        return thread.schedule(task, delay.toNanos(), TimeUnit.NANOSECONDS);
    }

    /**
     * Runs a task repeatedly, until it is cancelled or the scheduler is closed.
     *
     * @throws RejectedExecutionException if the scheduler is closed
     */
    public Future<?> every(Duration pause, Runnable task) {
        return every(pause, task, "A regular task has failed; it is done again next time.");
    }

    /**
     * Runs a task repeatedly, until it is cancelled or the scheduler is closed.
     *
     * @param failure the log's line for the first of several failures in a row
     * @throws RejectedExecutionException if the scheduler is closed
     */
    public Future<?> every(Duration pause, Runnable task, String failure) {
        return thread.scheduleWithFixedDelay(
                new RepeatedTask(task, e -> LOG.log(Level.WARNING, failure, e), () -> {}),
                pause.toNanos(),
                pause.toNanos(),
                TimeUnit.NANOSECONDS);
    }

    /** Accepts no more tasks, and ends the repeated ones. A task that runs once still runs. */
    @Override
    public void close() {
        thread.shutdown();
    }

    /** Ends the thread. No task runs any more; one that is running is interrupted. */
    public void closeNow() {
        thread.shutdownNow();
    }
}
