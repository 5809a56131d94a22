package io.github.throttled.internal.engine;

import io.github.throttled.internal.concurrent.DaemonScheduler;

import java.time.Duration;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.Future;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.atomic.AtomicBoolean;

/**
 * Holds the calls that were admitted with a delay. Their number is bounded, so that waiting calls
 * cannot exhaust this node. Thread-safe.
 *
 * <p>Each key has a queue, and no queue may hold more places than are free. So one key never has
 * more than half of all places, and the next key always finds some. Source: A. K. Choudhury and E.
 * L. Hahne, Dynamic Queue Length Thresholds for Shared-Memory Packet Switches, IEEE/ACM
 * Transactions on Networking 6 (2), 1998.
 */
public final class WaitingRoom {

    private final int places;
    private final DaemonScheduler timer;
    private final Map<String, Integer> queues = new HashMap<>();
    private int taken;

    /**
     * @param places how many calls may wait at a time; at least 0
     */
    WaitingRoom(int places, DaemonScheduler timer) {
        this.places = places;
        this.timer = timer;
    }

    /** The place of a waiting call. Thread-safe. */
    public final class Slot {

        private final String queue;
        private final AtomicBoolean isFree = new AtomicBoolean();
        private volatile Future<?> alarm;

        private Slot(String queue) {
            this.queue = queue;
        }

        /**
         * Frees the place. If the delay has not passed, the call does not continue any more.
         *
         * @return false if the place was free already
         */
        public boolean leave() {
            if (!isFree.compareAndSet(false, true)) {
                return false;
            }
            free(queue);
            Future<?> pending = alarm;
            if (pending != null) {
                pending.cancel(false);
            }
            return true;
        }
    }

    /**
     * Takes a place, which the caller has to free; empty if there is none.
     *
     * @param queue the queue of the call
     */
    public Optional<Slot> enter(String queue) {
        return takes(queue) ? Optional.of(new Slot(queue)) : Optional.empty();
    }

    /**
     * Waits on this thread.
     *
     * @param queue the queue of the call
     * @return false if there is no place, or if the thread is interrupted; its interrupt status is
     *     then set
     */
    public boolean park(String queue, Duration delay) {
        Optional<Slot> place = enter(queue);
        if (place.isEmpty()) {
            return false;
        }
        try {
            Thread.sleep(delay.toMillis(), delay.toNanosPart() % 1_000_000);
            return true;
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return false;
        } finally {
            place.get().leave();
        }
    }

    /**
     * Waits without a thread.
     *
     * @param queue the queue of the call
     * @param continuation runs after the delay; it must not block its thread
     * @return empty if there is no place; the continuation will then not run
     */
    public Optional<Slot> await(String queue, Duration delay, Runnable continuation) {
        Optional<Slot> place = enter(queue);
        place.ifPresent(taken -> begin(taken, delay, continuation));
        return place.filter(taken -> taken.alarm != null);
    }

    private void begin(Slot place, Duration delay, Runnable continuation) {
        try {
            place.alarm =
                    timer.after(
                            delay,
                            () -> {
                                if (place.leave()) {
                                    continuation.run();
                                }
                            });
        } catch (RejectedExecutionException e) {
            // The application is being stopped.
            place.leave();
        }
    }

    /** How many calls are waiting now. */
    public synchronized int waiting() {
        return taken;
    }

    private synchronized boolean takes(String queue) {
        int own = queues.getOrDefault(queue, 0);
        if (own >= places - taken) {
            return false;
        }
        queues.put(queue, own + 1);
        taken++;
        return true;
    }

    private synchronized void free(String queue) {
        queues.computeIfPresent(queue, (l, own) -> own == 1 ? null : own - 1);
        taken--;
    }
}
