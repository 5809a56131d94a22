package io.github.throttled.store.hazelcast;

import com.hazelcast.cluster.Cluster;

import java.lang.System.Logger;
import java.lang.System.Logger.Level;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.ScheduledThreadPoolExecutor;
import java.util.concurrent.TimeUnit;

/** Makes room in the maps of one application, on a thread of its own: a look a second. */
final class RoomService implements AutoCloseable {

    private static final Logger LOG = System.getLogger(RoomService.class.getName());

    static final String THREAD = "throttled-room";

    private static final long PAUSE_MILLIS = 1_000;

    private final ScheduledThreadPoolExecutor thread =
            new ScheduledThreadPoolExecutor(1, RoomService::thread);
    private final Cluster cluster;

    RoomService(Cluster cluster) {
        this.cluster = cluster;
    }

    /** From now on there is room, as far as there can be. */
    void keep(Room room) {
        thread.scheduleWithFixedDelay(
                () -> make(room), PAUSE_MILLIS, PAUSE_MILLIS, TimeUnit.MILLISECONDS);
    }

    /** Makes room at once, if it is not being made. Returns at once. */
    void hurry(Room room) {
        try {
            thread.execute(() -> make(room));
        } catch (RejectedExecutionException e) {
            // The store is closed.
        }
    }

    @Override
    public void close() {
        thread.shutdownNow();
    }

    private void make(Room room) {
        try {
            room.make(cluster.getMembers().size());
        } catch (RuntimeException e) {
            // As while members come and go. The next look is soon.
            LOG.log(Level.DEBUG, "There was no look at how many keys there are.", e);
        }
    }

    private static Thread thread(Runnable task) {
        // Nothing of the request that happened to come first: it may belong to another module.
        Thread thread = new Thread(null, task, THREAD, 0, false);
        thread.setDaemon(true);
        thread.setContextClassLoader(RoomService.class.getClassLoader());
        return thread;
    }
}
