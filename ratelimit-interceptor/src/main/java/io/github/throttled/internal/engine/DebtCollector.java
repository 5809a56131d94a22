package io.github.throttled.internal.engine;

import io.github.throttled.internal.concurrent.DaemonScheduler;
import io.github.throttled.internal.engine.combining.Debts;
import io.github.throttled.internal.engine.combining.Submission;
import io.github.throttled.internal.engine.failover.StoreHealth;

import java.time.Duration;
import java.util.List;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.function.Function;
import java.util.function.LongSupplier;

/** Pays the debts of keys that are not in use, once the store answers again. Thread-safe. */
final class DebtCollector {

    /** How soon debts are paid, and how often this is tried. */
    private static final Duration PAUSE = Duration.ofMillis(250);

    /** How many debts are paid at a time: some thousands a second. */
    private static final int MAX_AT_ONCE = 500;

    private final AtomicBoolean isDue = new AtomicBoolean();
    private final Debts debts;
    private final StoreHealth health;
    private final DaemonScheduler timer;
    private final LongSupplier clock;

    /**
     * @param clock the clock of the store
     */
    DebtCollector(Debts debts, StoreHealth health, DaemonScheduler timer, LongSupplier clock) {
        this.debts = debts;
        this.health = health;
        this.timer = timer;
        this.clock = clock;
    }

    /**
     * Schedules the payment of debts, if there are any.
     *
     * @param payment asks the store about a key, which pays the debt of the key
     */
    void schedule(Function<String, Submission> payment) {
        if (!debts.areNone() && isDue.compareAndSet(false, true)) {
            try {
                timer.after(PAUSE, () -> payScheduled(payment));
            } catch (RejectedExecutionException e) {
                // The application is being stopped, and has paid what it could.
            }
        }
    }

    /**
     * Pays all debts that the store can take now.
     *
     * @param payment as in {@link #schedule}
     */
    List<Submission> payAll(Function<String, Submission> payment) {
        return pay(Integer.MAX_VALUE, payment);
    }

    private void payScheduled(Function<String, Submission> payment) {
        try {
            if (health.answersAtAll()) {
                pay(MAX_AT_ONCE, payment);
            }
        } finally {
            isDue.set(false);
            schedule(payment);
        }
    }

    private List<Submission> pay(int most, Function<String, Submission> payment) {
        return debts.some(most, clock.getAsLong(), health::answers).stream().map(payment).toList();
    }
}
