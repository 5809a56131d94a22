package io.github.throttled.engine;

import io.github.throttled.algorithm.Algorithm;
import io.github.throttled.algorithm.Verdict;
import io.github.throttled.policy.Policy;
import io.github.throttled.store.CounterStore;

import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.Future;
import java.util.concurrent.atomic.AtomicReference;

/**
 * Decides for a policy whose permits are held while calls run. What the store knows of them runs
 * out, in case this node dies; so it is told again and again for as long as they run.
 */
final class ConcurrencyLimiter extends PolicyLimiter {

    /** Two of them may be lost. */
    private static final Duration RENEWAL = Duration.ofMillis(Algorithm.LEASE_MILLIS / 4);

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
            Patience patience,
            Holdings holdings) {
        // What its share admits is renewed like all the rest.
        super(policy, store, health, node, patience, Debts.ofHeld());
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
        Call call = asked(key, Call.take(permits));
        boolean isAnswered = !call.isCompletedExceptionally();
        Verdict verdict = verdict(key, call);
        if (verdict.admitted()) {
            holdings.granted(key, permits, isAnswered);
        } else {
            holdings.refused(key, permits, isAnswered);
        }
        Runnable undo = () -> giveBack(key, permits, verdict.atMillis());
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
    private void giveBack(String key, long permits, long takenAt) {
        holdings.ends(key, permits);
        Call undo = Call.giveBack(permits, takenAt);
        undo.whenComplete((now, error) -> holdings.givenBack(key, permits, error == null));
        watched(key, undo);
        fallback().giveBack(key, undo.again());
    }

    /** Tells the store what calls hold. */
    void renew() {
        for (String key : holdings.keys()) {
            AtomicReference<Holdings.Held> told = new AtomicReference<>();
            Call keep = Call.keep(() -> told.updateAndGet(before -> holdings.of(key)));
            keep.thenRun(() -> holdings.told(key, told.get()));
            watched(key, keep);
            fallback().keep(key, keep.again());
        }
    }
}
