package io.github.throttled.store.durable;

import java.time.Duration;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Executors;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;

/** The one thread that waits for the database. */
final class Worker implements AutoCloseable {

    static final String NAME = "throttled-durable";

    private final ScheduledExecutorService thread;

    Worker() {
        ClassLoader application = Thread.currentThread().getContextClassLoader();
        thread = Executors.newSingleThreadScheduledExecutor(task -> thread(task, application));
    }

    /** Does it soon. */
    void execute(Runnable task) {
        thread.execute(task);
    }

    /** Does it again and again. It must not throw. */
    void repeat(Duration interval, Runnable task) {
        long millis = interval.toMillis();
        thread.scheduleWithFixedDelay(task, millis, millis, TimeUnit.MILLISECONDS);
    }

    /**
     * Does something and waits until it is done.
     *
     * @param patience how long that may take
     * @return whether it was done
     */
    boolean finish(Runnable task, Duration patience) {
        try {
            thread.submit(task).get(patience.toMillis(), TimeUnit.MILLISECONDS);
            return true;
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return false;
        } catch (ExecutionException | TimeoutException | RejectedExecutionException e) {
            return false;
        }
    }

    /** Ends the thread. */
    @Override
    public void close() {
        thread.shutdownNow();
    }

    private static Thread thread(Runnable task, ClassLoader application) {
        // Nothing of the request that happened to come first.
        Thread thread = new Thread(null, task, NAME, 0, false);
        thread.setDaemon(true);
        thread.setContextClassLoader(application);
        return thread;
    }
}
