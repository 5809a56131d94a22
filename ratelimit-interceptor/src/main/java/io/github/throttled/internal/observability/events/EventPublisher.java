package io.github.throttled.internal.observability.events;

import java.lang.System.Logger;
import java.lang.System.Logger.Level;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.Semaphore;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.Function;

/** Has events of one type delivered, so many at a time and no more. Thread-safe. */
final class EventPublisher<T> {

    /** How many wait for their observers at most. */
    static final int MOST = 1000;

    private static final Logger LOG = System.getLogger(EventPublisher.class.getName());

    private final Semaphore permits = new Semaphore(MOST);
    private final AtomicLong dropped = new AtomicLong();
    private final Function<T, CompletionStage<T>> fire;
    private final String name;

    /**
     * @param name of the type, for the log
     * @param fire returns at once
     */
    EventPublisher(String name, Function<T, CompletionStage<T>> fire) {
        this.name = name;
        this.fire = fire;
    }

    /** Returns at once, and never fails. */
    void publish(T event) {
        if (!permits.tryAcquire()) {
            dropped.incrementAndGet();
            return;
        }
        try {
            fire.apply(event).whenComplete((done, error) -> delivered());
        } catch (RuntimeException e) {
            // The server takes no more work, as when it is being stopped.
            dropped.incrementAndGet();
            permits.release();
        }
    }

    /** How many have been dropped since this was last asked. */
    long dropped() {
        return dropped.getAndSet(0);
    }

    private void delivered() {
        permits.release();
        // Half of the way back: a line for each wave, and none for each event.
        if (dropped.get() > 0 && permits.availablePermits() >= MOST / 2) {
            long lost = dropped();
            if (lost > 0) {
                LOG.log(
                        Level.WARNING,
                        "Observers of {0} events were slower than these came; dropped: {1}.",
                        name,
                        lost);
            }
        }
    }
}
