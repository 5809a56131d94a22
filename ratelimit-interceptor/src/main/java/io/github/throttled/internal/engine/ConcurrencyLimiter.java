package io.github.throttled.internal.engine;

import io.github.throttled.internal.algorithm.Algorithm;
import io.github.throttled.internal.algorithm.Verdict;
import io.github.throttled.internal.engine.combining.Combiner;
import io.github.throttled.internal.engine.combining.CounterOperation;
import io.github.throttled.internal.engine.combining.Holdings;
import io.github.throttled.internal.engine.combining.PolicyState;
import io.github.throttled.internal.engine.combining.Submission;
import io.github.throttled.internal.engine.failover.StoreHealth;
import io.github.throttled.internal.engine.failover.StoreTimeout;

import java.lang.System.Logger;
import java.lang.System.Logger.Level;
import java.time.Duration;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicReference;

/**
 * Decides for a policy whose permits are held while calls run. The store's record of held permits
 * expires, in case this node dies. So this class renews the record for as long as the calls run.
 */
final class ConcurrencyLimiter extends PolicyLimiter {

    /** Short enough that two renewals in a row may be lost. */
    private static final Duration RENEWAL = Duration.ofMillis(Algorithm.LEASE_MILLIS / 4);

    private static final Logger LOG = System.getLogger(ConcurrencyLimiter.class.getName());

    private final AtomicBoolean hasWarned = new AtomicBoolean();
    private final String policy;
    private final Holdings holdings;

    /**
     * Creates a limiter that renews nothing until {@link #start}.
     *
     * @param holdings the permits held by calls that earlier limits have admitted
     */
    ConcurrencyLimiter(
            PolicyState state,
            Combiner combiner,
            Fallback fallback,
            StoreHealth health,
            StoreTimeout storeTimeout,
            Holdings holdings) {
        super(state, combiner, null, fallback, health, storeTimeout);
        this.policy = state.policy();
        this.holdings = holdings;
    }

    @Override
    void start() {
        super.start();
        repeat(RENEWAL, this::renew);
    }

    /** The permits that calls on this node hold. */
    Holdings holdings() {
        return holdings;
    }

    @Override
    Grant ask(String key, long permits) {
        holdings.asks(key, permits);
        Submission call = asked(key, CounterOperation.hold(permits, () -> holdings.of(key)));
        boolean isAnswered = !call.isCompletedExceptionally();
        Verdict verdict = verdict(key, call);
        if (verdict.admitted()) {
            holdings.granted(key, permits, isAnswered);
        } else {
            holdings.rejected(key, permits, isAnswered);
            warnIfNoSlot(key, isAnswered);
        }
        Runnable undo = () -> giveBack(key, permits, verdict.atMillis(), isAnswered);
        return isAnswered
                ? Grant.of(decision(verdict), undo)
                : Grant.withoutStore(decision(verdict), undo);
    }

    /**
     * Gives permits back to both the store and the fallback: the side that admitted the call may
     * have handed it over since.
     */
    private void giveBack(String key, long permits, long takenAt, boolean isCounted) {
        holdings.ends(key, permits);
        CounterOperation undo =
                CounterOperation.end(permits, takenAt, isCounted, () -> holdings.of(key));
        Submission ended = stored(key, undo);
        ended.whenComplete(
                (now, error) ->
                        holdings.givenBack(key, permits, error == null && !ended.isInDoubt()));
        fallback().giveBack(key, undo);
    }

    /**
     * Warns once if the counter has no slot for this node: then the node cannot hold permits,
     * however many remain.
     */
    private void warnIfNoSlot(String key, boolean isAnswered) {
        if (isAnswered && !lastSeen(key).hasPlace() && hasWarned.compareAndSet(false, true)) {
            // Keys may be addresses or names, so the log has only the hash. It is enough to
            // recognise a known key.
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

    /** Reports to the store which permits calls hold. */
    void renew() {
        for (String key : holdings.keys()) {
            AtomicReference<Holdings.Held> reported = new AtomicReference<>();
            CounterOperation keep =
                    CounterOperation.keep(() -> reported.updateAndGet(before -> holdings.of(key)));
            watched(key, keep).thenRun(() -> holdings.reported(key, reported.get()));
            fallback().keep(key, keep);
        }
    }
}
