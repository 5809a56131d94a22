package io.github.throttled.internal.concurrent;

import java.lang.System.Logger;
import java.lang.System.Logger.Level;
import java.time.Duration;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;

/** Does something again and again, on a thread of its own, until it is closed. */
public final class RepeatingTask implements AutoCloseable {

    private static final Logger LOG = System.getLogger(RepeatingTask.class.getName());

    private final ScheduledExecutorService thread;
    private final String complaint;

    /**
     * Begins after one interval.
     *
     * @param name of the thread
     * @param interval positive
     * @param complaint what the log says when a step has failed
     */
    public RepeatingTask(String name, Duration interval, Runnable step, String complaint) {
        ClassLoader application = Thread.currentThread().getContextClassLoader();
        this.complaint = complaint;
        thread =
                Executors.newSingleThreadScheduledExecutor(task -> thread(name, task, application));
        thread.scheduleWithFixedDelay(
                () -> attempt(step),
                interval.toMillis(),
                interval.toMillis(),
                TimeUnit.MILLISECONDS);
    }

    @Override
    public void close() {
        thread.shutdownNow();
    }

    /** A step that fails must not be the last. */
    private void attempt(Runnable step) {
        try {
            step.run();
        } catch (RuntimeException e) {
            LOG.log(Level.WARNING, complaint, e);
        }
    }

    private static Thread thread(String name, Runnable task, ClassLoader application) {
        Thread thread = new Thread(null, task, name, 0, false);
        thread.setDaemon(true);
        thread.setContextClassLoader(application);
        return thread;
    }
}
