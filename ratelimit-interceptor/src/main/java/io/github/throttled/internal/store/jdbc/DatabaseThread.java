package io.github.throttled.internal.store.jdbc;

import io.github.throttled.internal.concurrent.DaemonThreads;

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

    /** Does it soon. */
    void execute(Runnable task) {
        thread.execute(task);
    }

    /** Does it again and again, also after it has thrown something. */
    void repeat(Duration interval, Runnable task) {
        long millis = interval.toMillis();
        thread.scheduleWithFixedDelay(new Persistent(task), millis, millis, TimeUnit.MILLISECONDS);
    }

    /**
     * Does something and waits until it is done, also on a thread that is interrupted.
     *
     * @param patience how long that may take
     * @return whether it was done
     */
    boolean finish(Runnable task, Duration patience) {
        boolean isInterrupted = Thread.interrupted();
        try {
            Future<?> done = thread.submit(task);
            long end = System.nanoTime() + patience.toNanos();
            while (true) {
                try {
                    done.get(end - System.nanoTime(), TimeUnit.NANOSECONDS);
                    return true;
                } catch (InterruptedException e) {
                    // A server that ends interrupts threads; what was counted last is worth a wait.
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

    /** A task that goes on whatever it throws, which an executor would end it for. */
    private static final class Persistent implements Runnable {

        private final Runnable task;
        private boolean isFailing;

        Persistent(Runnable task) {
            this.task = task;
        }

        @Override
        public void run() {
            try {
                task.run();
                if (isFailing) {
                    isFailing = false;
                    LOG.log(Level.INFO, "Durable counters are looked after again.");
                }
            } catch (RuntimeException | Error e) {
                if (!isFailing) {
                    isFailing = true;
                    LOG.log(
                            Level.ERROR,
                            "Durable counters could not be looked after. It is tried again, and"
                                    + " the next failure is not logged.",
                            e);
                }
            }
        }
    }
}
