package io.github.throttled.engine;

import java.time.Duration;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.Semaphore;

/**
 * Where calls wait that have been admitted to a later turn: so many on this node and no more, or
 * waiting itself would exhaust it. Thread-safe.
 */
public final class WaitingRoom {

    private final int places;
    private final Semaphore free;
    private final Timer timer;

    /**
     * @param places how many calls may wait at a time; at least 0
     */
    WaitingRoom(int places, Timer timer) {
        this.places = places;
        this.free = new Semaphore(places);
        this.timer = timer;
    }

    /** Takes a place, which has to be {@link #leave left}; false if there is none. */
    public boolean enter() {
        return free.tryAcquire();
    }

    /** Leaves a place to others. */
    public void leave() {
        free.release();
    }

    /**
     * Waits on this thread.
     *
     * @return false if there is no place, or if the thread is interrupted, which it then still is
     */
    public boolean park(Duration delay) {
        if (!enter()) {
            return false;
        }
        try {
            Thread.sleep(delay.toMillis(), delay.toNanosPart() % 1_000_000);
            return true;
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return false;
        } finally {
            leave();
        }
    }

    /**
     * Waits without a thread.
     *
     * @param turn what then begins; it must not keep the thread that it is called on
     * @return false, and the turn will not come, if there is no place
     */
    public boolean await(Duration delay, Runnable turn) {
        if (!enter()) {
            return false;
        }
        try {
            timer.after(
                    delay,
                    () -> {
                        leave();
                        turn.run();
                    });
            return true;
        } catch (RejectedExecutionException e) {
            // The application is being stopped.
            leave();
            return false;
        }
    }

    /** How many calls are waiting now. */
    public int waiting() {
        return places - free.availablePermits();
    }
}
