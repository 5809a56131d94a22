package io.github.throttled.internal.engine.failover;

import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.RejectedExecutionException;
import java.util.function.Supplier;

/**
 * Whether a part of the store is asked. It opens when callers get no answer, and closes when a
 * probe is answered in time, which is sent in the background, again and again. Thread-safe.
 *
 * <p>It opens after {@link #FAILURES} callers in a row, since whose asking nothing of this part has
 * been answered in time. One or two may be a pause of this node, as where it loads classes or
 * collects garbage, which happens to all it has asked for; and one key that many nodes change at
 * once is slow, while its operations are answered. Until it opens, each of those callers has waited
 * for the timeout at most; from then on nobody does.
 *
 * <p>A probe is one at a time, and the next one follows after a pause that doubles from {@link
 * #FIRST_PAUSE} to {@link #LONGEST_PAUSE}: what fails for a moment is asked again soon, and what
 * hangs for minutes is asked rarely enough to harm nobody. One that gets no answer may hold a
 * thread, so it is not repeated until it has failed, or been as good as lost for {@link #LOST}.
 */
final class CircuitBreaker {

    static final int FAILURES = 3;
    static final Duration FIRST_PAUSE = Duration.ofMillis(100);
    static final Duration LONGEST_PAUSE = Duration.ofSeconds(2);
    static final Duration LOST = Duration.ofSeconds(10);

    private final Clockwork clockwork;
    private final long timeoutNanos;
    private final Listener listener;
    private volatile boolean open;
    private volatile long answeredNanos;
    private volatile int failures;
    private Supplier<? extends CompletionStage<?>> probe;
    private Duration pause;
    private boolean isProbing;
    private long probedNanos;

    /** Time, and what shall be done later. */
    interface Clockwork {

        /** As {@link System#nanoTime}. */
        long nanos();

        /**
         * Does it later, on a thread that must not be kept.
         *
         * @throws RejectedExecutionException if nothing is done any more
         */
        void after(Duration pause, Runnable task);
    }

    /** Whom changes are told. */
    interface Listener {

        void opened(Throwable cause);

        void closed();
    }

    /** What it is doing. */
    enum State {
        CLOSED,
        HALF_OPEN,
        OPEN
    }

    /**
     * A closed breaker.
     *
     * @param timeout the longest that an answer may take
     */
    CircuitBreaker(Duration timeout, Clockwork clockwork, Listener listener) {
        this.timeoutNanos = timeout.toNanos();
        this.clockwork = clockwork;
        this.listener = listener;
        this.answeredNanos = clockwork.nanos() - 1;
    }

    /** Whether nobody may ask. */
    boolean isOpen() {
        return open;
    }

    /** An operation has been answered that was begun then. */
    void answered(long askedNanos) {
        long now = clockwork.nanos();
        if (now - askedNanos <= timeoutNanos) {
            answeredNanos = now;
            // The plain read keeps the good path free of one write more.
            if (failures != 0) {
                failures = 0;
            }
        }
    }

    /**
     * A caller has got no answer.
     *
     * @param askedNanos since when there has been none
     * @param question what to ask to find out whether there is one again; changes nothing, and
     *     needs of the store what callers do
     */
    void failed(Throwable cause, long askedNanos, Supplier<? extends CompletionStage<?>> question) {
        synchronized (this) {
            if (open || answeredNanos - askedNanos > 0 || ++failures < FAILURES) {
                return;
            }
            open = true;
            probe = question;
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
        return isProbing && clockwork.nanos() - probedNanos <= nanos;
    }

    private void probeLater() {
        Duration next;
        synchronized (this) {
            next = pause;
            pause = min(pause.multipliedBy(2), LONGEST_PAUSE);
        }
        try {
            clockwork.after(next, this::probe);
        } catch (RejectedExecutionException e) {
            // The application is being stopped; nobody will ask any more.
        }
    }

    private void probe() {
        if (!open) {
            return;
        }
        if (!isAwaited(LOST.toNanos())) {
            long now = clockwork.nanos();
            Supplier<? extends CompletionStage<?>> question;
            synchronized (this) {
                if (!open) {
                    // A late answer has closed it.
                    return;
                }
                isProbing = true;
                probedNanos = now;
                question = probe;
            }
            ask(question).whenComplete((answer, error) -> probed(now, error));
        }
        if (open) {
            probeLater();
        }
    }

    private static CompletionStage<?> ask(Supplier<? extends CompletionStage<?>> question) {
        try {
            return question.get();
        } catch (RuntimeException e) {
            return CompletableFuture.failedFuture(e);
        }
    }

    private void probed(long askedNanos, Throwable error) {
        boolean isInTime = clockwork.nanos() - askedNanos <= timeoutNanos;
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
