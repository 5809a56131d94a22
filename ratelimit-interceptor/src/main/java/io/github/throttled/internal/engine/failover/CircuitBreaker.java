package io.github.throttled.internal.engine.failover;

import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.RejectedExecutionException;
import java.util.function.Supplier;

/**
 * The circuit breaker of one part of the store. It opens when callers get no answer. While it is
 * open, probes are sent in the background; it closes when one of them is answered in time.
 * Thread-safe.
 *
 * <p>It opens after {@link #FAILURES} failed calls in a row, if nothing of this part has been
 * answered in time since the first of them began. One or two failures may be a pause of this node,
 * as for class loading or garbage collection, which delays all its calls. A key that many nodes
 * change at once is slow, but its operations are answered. Until the breaker opens, each of these
 * callers waits for the timeout at most. While it is open, no caller waits.
 *
 * <p>Probes are sent one at a time. The pause between them doubles from {@link #FIRST_PAUSE} to
 * {@link #LONGEST_PAUSE}: a short failure is probed soon again, and a long one so rarely that
 * probes do no harm. A probe without an answer may hold a thread. So it is not repeated until it
 * has failed, or counts as lost after {@link #LOST}.
 */
final class CircuitBreaker {

    static final int FAILURES = 3;
    static final Duration FIRST_PAUSE = Duration.ofMillis(100);
    static final Duration LONGEST_PAUSE = Duration.ofSeconds(2);
    static final Duration LOST = Duration.ofSeconds(10);

    private final Scheduler scheduler;
    private final long timeoutNanos;
    private final Listener listener;
    private volatile boolean open;
    private volatile long answeredNanos;
    private volatile int failures;
    private Supplier<? extends CompletionStage<?>> probe;
    private Duration pause;
    private boolean isProbing;
    private long probedNanos;

    /** The time, and a way to run tasks later. */
    interface Scheduler {

        /** As {@link System#nanoTime}. */
        long nanos();

        /**
         * Runs a task later, on a thread that must not be blocked.
         *
         * @throws RejectedExecutionException if tasks are no longer run
         */
        void after(Duration pause, Runnable task);
    }

    /** Receives changes. */
    interface Listener {

        void opened(Throwable cause);

        void closed();
    }

    /** The states of a circuit breaker. */
    enum State {
        CLOSED,
        HALF_OPEN,
        OPEN
    }

    /**
     * Creates a closed breaker.
     *
     * @param timeout how long an answer may take
     */
    CircuitBreaker(Duration timeout, Scheduler scheduler, Listener listener) {
        this.timeoutNanos = timeout.toNanos();
        this.scheduler = scheduler;
        this.listener = listener;
        this.answeredNanos = scheduler.nanos() - 1;
    }

    /** Whether the part must not be asked. */
    boolean isOpen() {
        return open;
    }

    /** Records the answer to an operation that began at {@code askedNanos}. */
    void answered(long askedNanos) {
        long now = scheduler.nanos();
        if (now - askedNanos <= timeoutNanos) {
            answeredNanos = now;
            // The read avoids a volatile write on the common path.
            if (failures != 0) {
                failures = 0;
            }
        }
    }

    /**
     * Records that a caller has got no answer.
     *
     * @param askedNanos since when there has been no answer
     * @param operation probes the part; changes nothing, and needs of the store what callers need
     */
    void failed(
            Throwable cause, long askedNanos, Supplier<? extends CompletionStage<?>> operation) {
        synchronized (this) {
            if (open || answeredNanos - askedNanos > 0 || ++failures < FAILURES) {
                return;
            }
            open = true;
            probe = operation;
            pause = FIRST_PAUSE;
        }
        listener.opened(cause);
        probeLater();
    }

    State state() {
        if (!open) {
            return State.CLOSED;
        }
        return isAwaited(timeoutNanos) ? State.HALF_OPEN : State.OPEN;
    }

    private synchronized boolean isAwaited(long nanos) {
        return isProbing && scheduler.nanos() - probedNanos <= nanos;
    }

    private void probeLater() {
        Duration next;
        synchronized (this) {
            next = pause;
            pause = min(pause.multipliedBy(2), LONGEST_PAUSE);
        }
        try {
            scheduler.after(next, this::probe);
        } catch (RejectedExecutionException e) {
            // The application is being stopped: the part will not be asked again.
        }
    }

    private void probe() {
        if (!open) {
            return;
        }
        if (!isAwaited(LOST.toNanos())) {
            long now = scheduler.nanos();
            Supplier<? extends CompletionStage<?>> operation;
            synchronized (this) {
                if (!open) {
                    // A late answer has closed it.
                    return;
                }
                isProbing = true;
                probedNanos = now;
                operation = probe;
            }
            ask(operation).whenComplete((answer, error) -> probed(now, error));
        }
        if (open) {
            probeLater();
        }
    }

    private static CompletionStage<?> ask(Supplier<? extends CompletionStage<?>> operation) {
        try {
            return operation.get();
        } catch (RuntimeException e) {
            return CompletableFuture.failedFuture(e);
        }
    }

    private void probed(long askedNanos, Throwable error) {
        boolean isInTime = scheduler.nanos() - askedNanos <= timeoutNanos;
        synchronized (this) {
            if (probedNanos == askedNanos) {
                isProbing = false;
            }
            if (!open || error != null || !isInTime) {
                return;
            }
            probe = null;
            failures = 0;
            open = false;
        }
        listener.closed();
    }

    private static Duration min(Duration one, Duration other) {
        return one.compareTo(other) < 0 ? one : other;
    }
}
