package io.github.throttled.internal.concurrent;

import java.lang.System.Logger;
import java.lang.System.Logger.Level;
import java.time.Duration;
import java.util.concurrent.Future;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.ScheduledThreadPoolExecutor;
import java.util.concurrent.TimeUnit;

/** Starts things later, on one thread, which must not be kept. The thread begins when needed. */
public final class DaemonTimer implements AutoCloseable {

    private static final Logger LOG = System.getLogger(DaemonTimer.class.getName());

    public static final String THREAD = "throttled-timer";

    private final ScheduledThreadPoolExecutor thread;

    public DaemonTimer() {
        this(THREAD);
    }

    /**
     * @param name what its thread is called
     */
    public DaemonTimer(String name) {
        thread = new ScheduledThreadPoolExecutor(1, task -> thread(name, task));
        thread.setRemoveOnCancelPolicy(true);
    }

    /**
     * Does it once.
     *
     * @throws RejectedExecutionException if the timer is closed
     */
    public Future<?> after(Duration delay, Runnable task) {
        return thread.schedule(task, delay.toNanos(), TimeUnit.NANOSECONDS);
    }

    /**
     * Does it again and again, until it is cancelled or the timer is closed.
     *
     * @throws RejectedExecutionException if the timer is closed
     */
    public Future<?> every(Duration pause, Runnable task) {
        return thread.scheduleWithFixedDelay(
                new Repeated(task), pause.toNanos(), pause.toNanos(), TimeUnit.NANOSECONDS);
    }

    /** Takes nothing more. What shall be done once is still done, in its time. */
    @Override
    public void close() {
        thread.shutdown();
    }

    /**
     * A task that is done again also after it has failed. One line in the log tells of failures.
     */
    private static final class Repeated implements Runnable {

        private final Runnable task;
        private boolean isFailing;

        Repeated(Runnable task) {
            this.task = task;
        }

        @Override
        public void run() {
            try {
                task.run();
                isFailing = false;
            } catch (RuntimeException | Error e) {
                // An executor would never do it again, and tell nobody.
                if (!isFailing) {
                    LOG.log(
                            Level.WARNING,
                            "A regular task has failed; it is done again next time.",
                            e);
                }
                isFailing = true;
            }
        }
    }

    private static Thread thread(String name, Runnable task) {
        // Nothing of the request that happened to come first: it may belong to another module.
        Thread thread = new Thread(null, task, name, 0, false);
        thread.setDaemon(true);
        thread.setContextClassLoader(DaemonTimer.class.getClassLoader());
        return thread;
    }
}
