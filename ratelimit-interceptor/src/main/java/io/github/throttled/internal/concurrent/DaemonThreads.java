package io.github.throttled.internal.concurrent;

import java.util.concurrent.ThreadFactory;

/**
 * Starts daemon threads that inherit nothing of the request that happened to start them: it may
 * belong to another application.
 *
 * @param name of every thread
 * @param context the context class loader of every thread
 */
public record DaemonThreads(String name, ClassLoader context) implements ThreadFactory {

    /** Threads that load no class of an application. */
    public static DaemonThreads named(String name) {
        return new DaemonThreads(name, DaemonThreads.class.getClassLoader());
    }

    /** Threads that may load classes of the application that is being deployed now. */
    public static DaemonThreads ofApplication(String name) {
        return new DaemonThreads(name, Thread.currentThread().getContextClassLoader());
    }

    @Override
    public Thread newThread(Runnable task) {
        Thread thread = new Thread(null, task, name, 0, false);
        thread.setDaemon(true);
        thread.setContextClassLoader(context);
        return thread;
    }
}
