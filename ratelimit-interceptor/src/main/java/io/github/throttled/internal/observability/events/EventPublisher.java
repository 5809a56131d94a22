package io.github.throttled.internal.observability.events;

import java.lang.System.Logger;
import java.lang.System.Logger.Level;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.Semaphore;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.Function;

/** Delivers events of one type with a bounded number of pending events. Thread-safe. */
final class EventPublisher<T> {

    /** The maximum number of events that wait for their observers. */
    static final int MOST = 1000;

    private static final Logger LOG = System.getLogger(EventPublisher.class.getName());

    private final Semaphore permits = new Semaphore(MOST);
    private final AtomicLong dropped = new AtomicLong();
    private final Function<T, CompletionStage<T>> fire;
    private final String name;

    /**
     * @param name the name of the event type, for the log
     * @param fire starts the delivery and returns at once
     */
    EventPublisher(String name, Function<T, CompletionStage<T>> fire) {
        this.name = name;
        this.fire = fire;
    }

    /** Starts the delivery of an event, or drops it. Returns at once and never fails. */
    void publish(T event) {
        if (!permits.tryAcquire()) {
            dropped.incrementAndGet();
            return;
        }
        try {
            fire.apply(event).whenComplete((done, error) -> delivered());
        } catch (RuntimeException e) {
            // The server accepts no more tasks, for example because it is stopping.
            dropped.incrementAndGet();
            permits.release();
        }
    }

    /** Returns the number of events dropped since the last invocation. */
    long dropped() {
        return dropped.getAndSet(0);
    }

    private void delivered() {
        permits.release();
        // Waits until half of the permits are free: one log line per burst instead of one per
        // event.
        if (dropped.get() > 0 && permits.availablePermits() >= MOST / 2) {
            long lost = dropped();
            if (lost > 0) {
                LOG.log(
                        Level.WARNING,
                        "Observers of {0} events are too slow. Dropped events: {1}.",
                        name,
                        lost);
            }
        }
    }
}
