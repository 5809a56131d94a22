package io.github.throttled.cdi;

import java.lang.System.Logger;
import java.lang.System.Logger.Level;
import java.time.Duration;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;

/** Does something again and again, on a thread of its own, until it is closed. */
final class Refresh implements AutoCloseable {

    private static final Logger LOG = System.getLogger(Refresh.class.getName());

    private final ScheduledExecutorService thread;

    /**
     * Begins after one interval.
     *
     * @param interval positive
     */
    Refresh(Duration interval, Runnable step) {
        ClassLoader application = Thread.currentThread().getContextClassLoader();
        thread = Executors.newSingleThreadScheduledExecutor(task -> thread(task, application));
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
    private static void attempt(Runnable step) {
        try {
            step.run();
        } catch (RuntimeException e) {
            LOG.log(
                    Level.WARNING,
                    "The configuration could not be read again; limits stay as they are.",
                    e);
        }
    }

    private static Thread thread(Runnable task, ClassLoader application) {
        Thread thread = new Thread(null, task, "throttled-refresh", 0, false);
        thread.setDaemon(true);
        thread.setContextClassLoader(application);
        return thread;
    }
}
