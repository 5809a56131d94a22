package io.github.throttled.store.hazelcast;

import java.util.concurrent.ExecutorService;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.ThreadFactory;
import java.util.concurrent.ThreadPoolExecutor;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;

/**
 * The threads that wait for the grid. There are never more than {@link #MAX_THREADS}, also when the
 * grid hangs, and idle ones end.
 */
final class GridThreads implements ThreadFactory {

    static final int MAX_THREADS = 16;

    /** Far more keys than a node can have in flight while the grid answers. */
    private static final int MAX_QUEUED = 100_000;

    private static final int IDLE_SECONDS = 30;

    private final AtomicInteger count = new AtomicInteger();

    private GridThreads() {}

    static ExecutorService start() {
        var threads =
                new ThreadPoolExecutor(
                        MAX_THREADS,
                        MAX_THREADS,
                        IDLE_SECONDS,
                        TimeUnit.SECONDS,
                        new LinkedBlockingQueue<>(MAX_QUEUED),
                        new GridThreads());
        threads.allowCoreThreadTimeOut(true);
        return threads;
    }

    @Override
    public Thread newThread(Runnable task) {
        Thread thread = new Thread(task, "throttled-grid-" + count.incrementAndGet());
        thread.setDaemon(true);
        // Not that of the request that happened to come first: it may belong to another module.
        thread.setContextClassLoader(GridThreads.class.getClassLoader());
        return thread;
    }
}
