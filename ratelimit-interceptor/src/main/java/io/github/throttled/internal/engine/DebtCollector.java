package io.github.throttled.internal.engine;

import io.github.throttled.internal.concurrent.DaemonScheduler;
import io.github.throttled.internal.engine.combining.CounterOperation;
import io.github.throttled.internal.engine.combining.Debts;
import io.github.throttled.internal.engine.failover.StoreHealth;

import java.time.Duration;
import java.util.List;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.function.Function;
import java.util.function.LongSupplier;

/**
 * Sees that debts are paid for whose keys nobody asks, when the store answers again. Thread-safe.
 */
final class DebtCollector {

    /** How soon they are, and how often that is tried. */
    private static final Duration PAUSE = Duration.ofMillis(250);

    /** How many are paid at a time: some thousands a second. */
    private static final int MOST = 500;

    private final AtomicBoolean isDue = new AtomicBoolean();
    private final Debts debts;
    private final StoreHealth health;
    private final DaemonScheduler timer;
    private final LongSupplier clock;
    private final Function<String, CounterOperation> payment;

    /**
     * @param clock of the store
     * @param payment has the store asked about a key, which pays what is owed for it
     */
    DebtCollector(
            Debts debts,
            StoreHealth health,
            DaemonScheduler timer,
            LongSupplier clock,
            Function<String, CounterOperation> payment) {
        this.debts = debts;
        this.health = health;
        this.timer = timer;
        this.clock = clock;
        this.payment = payment;
    }

    /** Has them paid later, if there are any. */
    void later() {
        if (!debts.areNone() && isDue.compareAndSet(false, true)) {
            try {
                timer.after(PAUSE, this::some);
            } catch (RejectedExecutionException e) {
                // The application is being stopped, and has paid what it could.
            }
        }
    }

    /** Has all paid now that the store answers for. */
    List<CounterOperation> all() {
        return pay(Integer.MAX_VALUE);
    }

    private void some() {
        try {
            if (health.answersAtAll()) {
                pay(MOST);
            }
        } finally {
            isDue.set(false);
            later();
        }
    }

    private List<CounterOperation> pay(int most) {
        return debts.some(most, clock.getAsLong(), health::answers).stream().map(payment).toList();
    }
}
