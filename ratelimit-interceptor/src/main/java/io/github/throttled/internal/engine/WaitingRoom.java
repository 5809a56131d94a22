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
 * Where calls wait that have been admitted to a later turn: so many on this node and no more, or
 * waiting itself would exhaust it. Thread-safe.
 *
 * <p>Calls of one key stand in one line, and no line may have more places than are free. So one key
 * never has more than half of them, and whoever comes next finds some, however many keys wait.
 * Source: A. K. Choudhury and E. L. Hahne, Dynamic Queue Length Thresholds for Shared-Memory Packet
 * Switches, IEEE/ACM Transactions on Networking 6 (2), 1998.
 */
public final class WaitingRoom {

    private final int places;
    private final DaemonScheduler timer;
    private final Map<String, Integer> lines = new HashMap<>();
    private int taken;

    /**
     * @param places how many calls may wait at a time; at least 0
     */
    WaitingRoom(int places, DaemonScheduler timer) {
        this.places = places;
        this.timer = timer;
    }

    /** What a waiting call has. Thread-safe. */
    public final class Slot {

        private final String line;
        private final AtomicBoolean isLeft = new AtomicBoolean();
        private volatile Future<?> turn;

        private Slot(String line) {
            this.line = line;
        }

        /**
         * Leaves it to others; a turn that has not come does not come any more.
         *
         * @return false if it was left before
         */
        public boolean leave() {
            if (!isLeft.compareAndSet(false, true)) {
                return false;
            }
            free(line);
            Future<?> later = turn;
            if (later != null) {
                later.cancel(false);
            }
            return true;
        }
    }

    /**
     * Takes a place, which has to be left; empty if there is none.
     *
     * @param line whose it is
     */
    public Optional<Slot> enter(String line) {
        return takes(line) ? Optional.of(new Slot(line)) : Optional.empty();
    }

    /**
     * Waits on this thread.
     *
     * @param line whose place it takes
     * @return false if there is no place, or if the thread is interrupted, which it then still is
     */
    public boolean park(String line, Duration delay) {
        Optional<Slot> place = enter(line);
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
     * @param line whose place it takes
     * @param turn what then begins; it must not keep the thread that it is called on
     * @return empty, and the turn will not come, if there is no place
     */
    public Optional<Slot> await(String line, Duration delay, Runnable turn) {
        Optional<Slot> place = enter(line);
        place.ifPresent(taken -> begin(taken, delay, turn));
        return place.filter(taken -> taken.turn != null);
    }

    private void begin(Slot place, Duration delay, Runnable turn) {
        try {
            place.turn =
                    timer.after(
                            delay,
                            () -> {
                                if (place.leave()) {
                                    turn.run();
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

    private synchronized boolean takes(String line) {
        int own = lines.getOrDefault(line, 0);
        if (own >= places - taken) {
            return false;
        }
        lines.put(line, own + 1);
        taken++;
        return true;
    }

    private synchronized void free(String line) {
        lines.computeIfPresent(line, (l, own) -> own == 1 ? null : own - 1);
        taken--;
    }
}
