package io.github.throttled.internal.engine;

import io.github.throttled.internal.algorithm.Algorithm;
import io.github.throttled.internal.algorithm.Verdict;
import io.github.throttled.internal.config.model.Policy;
import io.github.throttled.internal.engine.combining.CounterOperation;
import io.github.throttled.internal.engine.combining.Debts;
import io.github.throttled.internal.engine.combining.Holdings;
import io.github.throttled.internal.engine.failover.StoreHealth;
import io.github.throttled.internal.engine.failover.StoreTimeout;
import io.github.throttled.internal.store.CounterStore;

import java.lang.System.Logger;
import java.lang.System.Logger.Level;
import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.Future;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicReference;

/**
 * Decides for a policy whose permits are held while calls run. What the store knows of them runs
 * out, in case this node dies; so it is told again and again for as long as they run.
 */
final class ConcurrencyLimiter extends PolicyLimiter {

    /** Two of them may be lost. */
    private static final Duration RENEWAL = Duration.ofMillis(Algorithm.LEASE_MILLIS / 4);

    private static final Logger LOG = System.getLogger(ConcurrencyLimiter.class.getName());

    private final AtomicBoolean hasTold = new AtomicBoolean();
    private final String policy;
    private final Holdings holdings;
    private final Future<?> renewal;

    /**
     * @param holdings what calls hold that other limits have admitted
     */
    ConcurrencyLimiter(
            Policy policy,
            CounterStore store,
            StoreHealth health,
            long node,
            StoreTimeout patience,
            Holdings holdings) {
        // What its share admits is renewed like all the rest.
        super(policy, store, health, node, patience, Debts.ofHeld());
        this.policy = policy.name();
        this.holdings = holdings;
        this.renewal = patience.timer().every(RENEWAL, this::renew);
    }

    /** What calls hold on this node. */
    Holdings holdings() {
        return holdings;
    }

    @Override
    Grant ask(String key, long permits) {
        holdings.asks(key, permits);
        CounterOperation call = asked(key, CounterOperation.hold(permits, () -> holdings.of(key)));
        boolean isAnswered = !call.isCompletedExceptionally();
        Verdict verdict = verdict(key, call);
        if (verdict.admitted()) {
            holdings.granted(key, permits, isAnswered);
        } else {
            holdings.refused(key, permits, isAnswered);
            tellIfWithoutPlace(key, isAnswered);
        }
        Runnable undo = () -> giveBack(key, permits, verdict.atMillis(), isAnswered);
        return isAnswered
                ? Grant.of(decision(verdict), undo)
                : Grant.withoutStore(decision(verdict), undo);
    }

    @Override
    CompletableFuture<Void> stop() {
        renewal.cancel(false);
        return super.stop();
    }

    /** To both: who has admitted the call may have handed it over since. */
    private void giveBack(String key, long permits, long takenAt, boolean isCounted) {
        holdings.ends(key, permits);
        CounterOperation undo =
                CounterOperation.end(permits, takenAt, isCounted, () -> holdings.of(key));
        undo.whenComplete((now, error) -> holdings.givenBack(key, permits, error == null));
        stored(key, undo);
        fallback().giveBack(key, undo.again());
    }

    /** What is left is no help to a node that cannot hold any of it. */
    private void tellIfWithoutPlace(String key, boolean isAnswered) {
        if (isAnswered && !lastSeen(key).hasPlace() && hasTold.compareAndSet(false, true)) {
            // Keys are addresses and names: the hash is enough to find one again that is known.
            LOG.log(
                    Level.WARNING,
                    "Calls of policy {0} run on {1} nodes for one key (hash {2}), and no more can"
                            + " have them: calls of this key are rejected on this node until they"
                            + " have ended on another. Other keys of this policy may be, too,"
                            + " without another line.",
                    policy,
                    Algorithm.MAX_HOLDERS,
                    Integer.toHexString(key.hashCode()));
        }
    }

    /** Tells the store what calls hold. */
    void renew() {
        for (String key : holdings.keys()) {
            AtomicReference<Holdings.Held> told = new AtomicReference<>();
            CounterOperation keep =
                    CounterOperation.keep(() -> told.updateAndGet(before -> holdings.of(key)));
            keep.thenRun(() -> holdings.told(key, told.get()));
            watched(key, keep);
            fallback().keep(key, keep.again());
        }
    }
}
