package io.github.throttled.internal.store.jdbc;

import io.github.throttled.internal.concurrent.DaemonThreads;
import io.github.throttled.internal.concurrent.RepeatedTask;

import java.lang.System.Logger;
import java.lang.System.Logger.Level;
import java.time.Duration;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Future;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.ScheduledThreadPoolExecutor;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;

/** The one thread that waits for the database. */
final class DatabaseThread implements AutoCloseable {

    static final String NAME = "throttled-durable";

    private static final Logger LOG = System.getLogger(DatabaseThread.class.getName());

    private final ScheduledExecutorService thread;

    DatabaseThread() {
        thread = new ScheduledThreadPoolExecutor(1, DaemonThreads.ofApplication(NAME));
    }

    /** Runs a task soon. */
    void execute(Runnable task) {
        thread.execute(task);
    }

    /** Runs a task repeatedly, also after a failure. */
    void repeat(Duration interval, Runnable task) {
        long millis = interval.toMillis();
        thread.scheduleWithFixedDelay(
                new RepeatedTask(
                        task,
                        e ->
                                LOG.log(
                                        Level.ERROR,
                                        "Durable counters could not be looked after. It is tried"
                                                + " again, and the next failure is not logged.",
                                        e),
                        () -> LOG.log(Level.INFO, "Durable counters are looked after again.")),
                millis,
                millis,
                TimeUnit.MILLISECONDS);
    }

    /**
     * Runs a task and waits for its end, also on a thread that is interrupted.
     *
     * @param timeout the longest wait
     * @return whether the task has ended in time
     */
    boolean finish(Runnable task, Duration timeout) {
        boolean isInterrupted = Thread.interrupted();
        try {
            Future<?> done = thread.submit(task);
            long end = System.nanoTime() + timeout.toNanos();
            while (true) {
                try {
                    done.get(end - System.nanoTime(), TimeUnit.NANOSECONDS);
                    return true;
                } catch (InterruptedException e) {
                    // A stopping server interrupts threads. The last counts are worth a wait.
                    isInterrupted = true;
                }
            }
        } catch (ExecutionException | TimeoutException | RejectedExecutionException e) {
            return false;
        } finally {
            if (isInterrupted) {
                Thread.currentThread().interrupt();
            }
        }
    }

    /** Ends the thread. */
    @Override
    public void close() {
        thread.shutdownNow();
    }
}
