package io.github.throttled.internal.store.hazelcast;

import io.github.throttled.internal.concurrent.DaemonThreads;
import io.github.throttled.internal.store.Counters;

import java.lang.System.Logger;
import java.lang.System.Logger.Level;
import java.lang.ref.WeakReference;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.ScheduledThreadPoolExecutor;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;

/**
 * Makes room in the maps of one application, on a thread of its own: a look a second, for as long
 * as somebody uses the counters in that map.
 */
final class CapacityScheduler implements AutoCloseable {

    private static final Logger LOG = System.getLogger(CapacityScheduler.class.getName());

    static final String THREAD = "throttled-room";

    private static final long PAUSE_MILLIS = 1_000;

    private final ScheduledThreadPoolExecutor thread =
            new ScheduledThreadPoolExecutor(1, DaemonThreads.named(THREAD));
    private final GridThreads threads = new GridThreads(THREAD + '-');
    private final List<Kept> rooms = new CopyOnWriteArrayList<>();

    private final AtomicBoolean hasTold = new AtomicBoolean();

    private record Kept(CapacityGuard room, WeakReference<?> user) {}

    CapacityScheduler() {
        thread.scheduleWithFixedDelay(
                this::makeAll, PAUSE_MILLIS, PAUSE_MILLIS, TimeUnit.MILLISECONDS);
    }

    /**
     * From now on there is room, as far as there can be.
     *
     * @param user the counters that need it; nothing is done any more when nobody has them
     */
    void keep(CapacityGuard room, Counters user) {
        rooms.add(new Kept(room, new WeakReference<>(user)));
    }

    /** Threads that wait for the whole grid, so that room is made also where a member is silent. */
    GridThreads threads() {
        return threads;
    }

    /** How many maps are looked after. */
    int size() {
        return rooms.size();
    }

    /** Makes room at once, if it is not being made. Returns at once. */
    void hurry(CapacityGuard room) {
        try {
            thread.execute(() -> make(room));
        } catch (RejectedExecutionException e) {
            // The store is closed.
        }
    }

    @Override
    public void close() {
        thread.shutdownNow();
        threads.close();
    }

    private void makeAll() {
        rooms.removeIf(kept -> kept.user().refersTo(null));
        rooms.forEach(kept -> make(kept.room()));
    }

    /** Whatever happens, there is a next look. */
    private void make(CapacityGuard room) {
        try {
            room.update();
        } catch (RuntimeException e) {
            // As while members come and go.
            LOG.log(Level.DEBUG, "Could not count the keys of this node.", e);
        } catch (Error e) {
            boolean isFirst = hasTold.compareAndSet(false, true);
            LOG.log(
                    isFirst ? Level.WARNING : Level.DEBUG,
                    "Could not count the keys of this node, or not remove any.",
                    e);
        }
    }
}
