package io.github.throttled.engine;

import io.github.throttled.store.CounterStore;
import io.github.throttled.store.Counters;
import io.github.throttled.store.ForwardingCounters;

import java.lang.System.Logger;
import java.lang.System.Logger.Level;
import java.time.Duration;
import java.time.Instant;
import java.util.Arrays;
import java.util.List;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.TimeoutException;
import java.util.function.Supplier;
import java.util.stream.Stream;

/**
 * Which parts of the store answer. Each has a circuit breaker of its own: a part that hangs, as one
 * that is being moved, or whose owner or backup stands still, hangs for its own keys only. The log
 * tells when the first one stops answering, and when all do again, and never of a call.
 */
final class StoreHealth implements CircuitBreaker.Listener, AutoCloseable {

    private static final Logger LOG = System.getLogger(StoreHealth.class.getName());

    private final CounterStore store;
    private final Patience patience;
    private final CircuitBreaker[] parts;
    private final List<StoreListener> listeners = new CopyOnWriteArrayList<>();
    private volatile boolean closed;
    private volatile int silent;
    private Instant since = Instant.now();

    StoreHealth(CounterStore store, Patience patience) {
        this.store = store;
        this.patience = patience;
        CircuitBreaker.Clockwork clockwork = new RealTime();
        this.parts =
                Stream.generate(() -> new CircuitBreaker(patience.timeout(), clockwork, this))
                        .limit(store.parts())
                        .toArray(CircuitBreaker[]::new);
    }

    /** The time of this machine, until this is closed. */
    private final class RealTime implements CircuitBreaker.Clockwork {
        @Override
        public long nanos() {
            return System.nanoTime();
        }

        @Override
        public void after(Duration pause, Runnable task) {
            patience.timer().after(pause, () -> runUnlessClosed(task));
        }
    }

    /** Asks the store nothing more of its own accord, and tells nothing more of it. */
    @Override
    public void close() {
        closed = true;
    }

    private void runUnlessClosed(Runnable task) {
        if (!closed) {
            task.run();
        }
    }

    /** Says who is told from now on. */
    void tell(StoreListener listener) {
        listeners.add(listener);
    }

    /** Whether the store may be asked for the key. */
    boolean answers(String key) {
        // To find the part costs more than the rest, and mostly all do.
        return silent == 0 || !breaker(key).isOpen();
    }

    /**
     * A caller has got no answer.
     *
     * @param probe as in {@link CircuitBreaker#failed}
     */
    void failed(String key, Throwable cause, Supplier<? extends CompletionStage<?>> probe) {
        listeners.forEach(StoreListener::failed);
        long now = System.nanoTime();
        long asked = cause instanceof TimeoutException ? now - patience.timeout().toNanos() : now;
        breaker(key).failed(cause, asked, probe);
    }

    /** The same counters, whose answers are noticed. */
    Counters watched(Counters counters) {
        return store.isShared() ? new Watched(counters, this) : counters;
    }

    /** Whether there is any part that may be asked. */
    boolean answersAtAll() {
        return state().silent() < parts.length;
    }

    synchronized StoreState state() {
        return new StoreState(status(), since, silent, parts.length);
    }

    @Override
    public synchronized void opened(Throwable cause) {
        if (silent++ == 0) {
            since = Instant.now();
            log(
                    Level.WARNING,
                    "{0} does not answer ({1}); each policy''s on-store-failure decides until it"
                            + " does.",
                    store.description(),
                    cause);
            listeners.forEach(listener -> listener.unavailable(state()));
        }
    }

    @Override
    public synchronized void closed() {
        if (--silent == 0) {
            since = Instant.now();
            log(
                    Level.INFO,
                    "{0} answers again; limits are cluster-wide again.",
                    store.description());
            listeners.forEach(listener -> listener.available(state()));
        }
    }

    private void log(Level level, String change, Object... what) {
        if (!closed) {
            LOG.log(level, change, what);
        }
    }

    private StoreState.Status status() {
        if (silent == 0) {
            return StoreState.Status.CLOSED;
        }
        boolean isOpen =
                Arrays.stream(parts).anyMatch(part -> part.state() == CircuitBreaker.State.OPEN);
        return isOpen ? StoreState.Status.OPEN : StoreState.Status.HALF_OPEN;
    }

    private CircuitBreaker breaker(String key) {
        return parts[parts.length == 1 ? 0 : store.part(key)];
    }

    /** Tells the breaker of every answer, whoever still waits for it. */
    private static final class Watched extends ForwardingCounters {

        private final StoreHealth health;

        Watched(Counters counters, StoreHealth health) {
            super(counters);
            this.health = health;
        }

        @Override
        protected <T> CompletionStage<T> ask(String key, Supplier<CompletionStage<T>> question) {
            CircuitBreaker breaker = health.breaker(key);
            long asked = System.nanoTime();
            return question.get()
                    .whenCompleteAsync(
                            (value, error) -> {
                                if (error == null) {
                                    breaker.answered(asked);
                                }
                            },
                            HERE);
        }
    }
}
