package io.github.throttled.engine;

import io.github.throttled.Decision;
import io.github.throttled.algorithm.Limits;
import io.github.throttled.algorithm.Unused;
import io.github.throttled.algorithm.Verdict;
import io.github.throttled.policy.Policy;
import io.github.throttled.store.CounterStore;
import io.github.throttled.store.Counters;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.Future;
import java.util.function.LongSupplier;

/** Decides for one policy: asks the store, and the fallback where the store does not answer. */
class PolicyLimiter {

    /** Who has not used a lease for so long gives it back. */
    private static final Duration IDLE = Duration.ofMillis(100);

    /** The same where nobody waits for it, and it only takes room. */
    private static final Duration FORGOTTEN = Duration.ofSeconds(30);

    private final String policy;
    private final LongSupplier clock;
    private final Counters counters;
    private final LastSeen lastSeen;
    private final Combiner combiner;
    private final Fallback fallback;
    private final StoreHealth health;
    private final Patience patience;
    private final Leases leases;
    private final OwnAnswers answers;
    private final Future<?> sweep;

    /**
     * @param node this node's identity; positive
     */
    PolicyLimiter(
            Policy policy, CounterStore store, StoreHealth health, long node, Patience patience) {
        this.policy = policy.name();
        Limits limits = policy.toLimits(node);
        this.clock = store::nowMillis;
        this.health = health;
        this.patience = patience;
        this.counters = store.counters(policy.counters(), limits.memoryMillis(), policy.maxKeys());
        this.lastSeen = new LastSeen(policy.maxKeys());
        this.leases = new Leases(LeaseSize.of(policy.counting().lease()), policy.maxKeys(), store);
        this.answers = new OwnAnswers(policy.name(), limits, lastSeen, leases);
        this.combiner =
                new Combiner(
                        new Books(
                                () -> limits,
                                counters,
                                lastSeen,
                                leases,
                                clock,
                                Backoff.randomly(patience.timer())));
        this.fallback = Fallback.of(policy, limits, store);
        this.sweep =
                leases.areNone()
                        ? null
                        : patience.timer()
                                .every(store.isShared() ? IDLE : FORGOTTEN, this::endIdleLeases);
    }

    final Decision take(String key, long permits) {
        Decision own = answers.decision(key, permits, clock.getAsLong());
        return own == null ? decision(verdict(key, asked(key, Call.take(permits)))) : own;
    }

    /** Like {@link #take}, for those who want to know no more. */
    final boolean takes(String key, long permits) {
        // The look-up before the clock: processors finish it while they read that.
        Lease lease = leases.of(key);
        long now = clock.getAsLong();
        return lease != null && lease.use(permits, now)
                || answers.refusal(key, permits, now) == null
                        && verdict(key, asked(key, Call.take(permits))).admitted();
    }

    final CompletionStage<Decision> takeAsync(String key, long permits) {
        Decision own = answers.decision(key, permits, clock.getAsLong());
        if (own != null) {
            return CompletableFuture.completedFuture(own);
        }
        Call call = watched(key, Call.take(permits));
        // What the caller does next must not run on a thread of the grid.
        return call.handleAsync((verdict, error) -> decision(verdict(key, call)));
    }

    final Decision peek(String key, long permits) {
        Decision own = answers.peek(key, permits, clock.getAsLong());
        return own == null ? decision(verdict(key, asked(key, Call.peek(permits)))) : own;
    }

    final Grant acquire(String key, long permits) {
        Lease lease = leases.of(key);
        long now = clock.getAsLong();
        if (lease != null && lease.use(permits, now)) {
            return Grant.admitted(
                    () -> answers.admission(key, clock.getAsLong()),
                    () -> combiner.submit(key, Call.giveBack(permits, now)));
        }
        Decision refusal = answers.refusal(key, permits, now);
        return refusal == null ? ask(key, permits) : Grant.of(refusal);
    }

    /** Asks the store for permits. */
    Grant ask(String key, long permits) {
        Call call = asked(key, Call.take(permits));
        boolean stored = !call.isCompletedExceptionally();
        Verdict verdict = verdict(key, call);
        Call undo = Call.giveBack(permits, verdict.atMillis());
        return Grant.of(
                decision(verdict),
                () -> {
                    if (stored) {
                        combiner.submit(key, undo);
                    } else {
                        fallback.giveBack(key, undo);
                    }
                });
    }

    final CompletionStage<Void> reset(String key) {
        leases.end(key);
        return counters.remove(key)
                .thenRun(
                        () -> {
                            lastSeen.forget(key);
                            fallback.forget(key);
                        });
    }

    /**
     * Does nothing more of its own accord, and gives back what it has taken ahead.
     *
     * @return completes when the store has it, or has failed
     */
    CompletableFuture<Void> stop() {
        if (sweep != null) {
            sweep.cancel(false);
        }
        List<Call> returned = new ArrayList<>();
        leases.endAll(clock.getAsLong(), (key, unused) -> returned.add(giveBack(key, unused)));
        return CompletableFuture.allOf(returned.toArray(Call[]::new)).exceptionally(failed -> null);
    }

    private void endIdleLeases() {
        leases.endIdle(clock.getAsLong(), this::giveBack);
    }

    private Call giveBack(String key, Unused unused) {
        return watched(key, Call.giveBack(unused));
    }

    /** The call, when the store has answered it or has not in time. */
    final Call asked(String key, Call call) {
        combiner.submit(key, call);
        patience.await(call);
        return call;
    }

    /** The call, which the store will answer, or will not in time. */
    final Call watched(String key, Call call) {
        combiner.submit(key, call);
        patience.watch(call);
        return call;
    }

    final Decision decision(Verdict verdict) {
        return Decisions.of(policy, verdict);
    }

    final Fallback fallback() {
        return fallback;
    }

    /** The store's answer to a call that is done, or that of whoever stands in for it. */
    final Verdict verdict(String key, Call call) {
        try {
            Verdict verdict = call.join();
            health.answered();
            return verdict;
        } catch (CompletionException e) {
            if (!(e.getCause() instanceof InterruptedException)) {
                health.failed(e.getCause());
            }
            return fallback.answer(key, call.again(), lastSeen.state(key));
        }
    }
}
