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
 * Bounds the maps of one application and removes what no longer matters there, on a thread of its
 * own. It checks each map once a second, for as long as its counters are in use.
 */
final class CapacityScheduler implements AutoCloseable {

    private static final Logger LOG = System.getLogger(CapacityScheduler.class.getName());

    static final String THREAD = "throttled-room";

    private static final long PAUSE_MILLIS = 1_000;

    private final ScheduledThreadPoolExecutor thread =
            new ScheduledThreadPoolExecutor(1, DaemonThreads.named(THREAD));
    private final GridThreads threads = new GridThreads(THREAD + '-');
    private final List<Kept> guards = new CopyOnWriteArrayList<>();

    private final AtomicBoolean hasWarned = new AtomicBoolean();

    private record Kept(CapacityGuard guard, ExpirySweep sweep, WeakReference<?> user) {}

    CapacityScheduler() {
        thread.scheduleWithFixedDelay(
                this::updateAll, PAUSE_MILLIS, PAUSE_MILLIS, TimeUnit.MILLISECONDS);
    }

    /**
     * Bounds a map from now on.
     *
     * @param user the counters in the map; the checks end when they are garbage
     */
    void keep(CapacityGuard guard, ExpirySweep sweep, Counters user) {
        guards.add(new Kept(guard, sweep, new WeakReference<>(user)));
    }

    /** Threads that wait for the whole grid, so that maps stay bounded while a member is silent. */
    GridThreads threads() {
        return threads;
    }

    /** The number of maps that are bounded. */
    int size() {
        return guards.size();
    }

    /** Checks a map as soon as possible. Returns at once. */
    void update(CapacityGuard guard) {
        try {
            thread.execute(() -> check(guard::update));
        } catch (RejectedExecutionException e) {
            // The store is closed.
        }
    }

    @Override
    public void close() {
        thread.shutdownNow();
        threads.close();
    }

    private void updateAll() {
        guards.removeIf(kept -> kept.user().refersTo(null));
        for (Kept kept : guards) {
            check(kept.guard()::update);
            check(kept.sweep()::step);
        }
    }

    /** Never throws, so that the next check follows. */
    private void check(Runnable step) {
        try {
            step.run();
        } catch (RuntimeException e) {
            // Expected while members come and go.
            LOG.log(Level.DEBUG, "Could not count the keys of this node.", e);
        } catch (Error e) {
            boolean isFirst = hasWarned.compareAndSet(false, true);
            LOG.log(
                    isFirst ? Level.WARNING : Level.DEBUG,
                    "Could not count the keys of this node, or not remove any.",
                    e);
        }
    }
}
