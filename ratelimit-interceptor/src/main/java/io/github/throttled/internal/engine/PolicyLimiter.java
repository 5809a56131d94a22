package io.github.throttled.internal.engine;

import io.github.throttled.Decision;
import io.github.throttled.internal.algorithm.Counter;
import io.github.throttled.internal.algorithm.Limits;
import io.github.throttled.internal.algorithm.UnusedPermits;
import io.github.throttled.internal.algorithm.Verdict;
import io.github.throttled.internal.engine.combining.Combiner;
import io.github.throttled.internal.engine.combining.CounterOperation;
import io.github.throttled.internal.engine.combining.Debts;
import io.github.throttled.internal.engine.combining.DecisionFactory;
import io.github.throttled.internal.engine.combining.LastSeen;
import io.github.throttled.internal.engine.combining.PolicyState;
import io.github.throttled.internal.engine.combining.Submission;
import io.github.throttled.internal.engine.failover.StoreHealth;
import io.github.throttled.internal.engine.failover.StoreTimeout;
import io.github.throttled.internal.engine.lease.Lease;
import io.github.throttled.internal.engine.lease.Leases;
import io.github.throttled.internal.store.Counters;

import java.time.Duration;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.Future;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.LongSupplier;

/** Decides for one policy: asks the store, and the fallback where the store does not answer. */
class PolicyLimiter {

    /** A lease that is not used for so long returns to the store. */
    private static final Duration IDLE = Duration.ofMillis(100);

    private final String policy;
    private final Limits limits;
    private final DecisionFactory decisions;
    private final LongSupplier clock;
    private final Counters counters;

    /** Decides everything if this node counts for itself; otherwise null. */
    private final LocalDecider local;

    private final LastSeen lastSeen;
    private final Combiner combiner;
    private final Fallback fallback;
    private final StoreHealth health;
    private final StoreTimeout storeTimeout;
    private final Leases leases;
    private final CachedDecider cached;
    private final Debts debts;
    private final DebtCollector collector;
    private final List<Future<?>> tasks = new CopyOnWriteArrayList<>();

    /** Counts how often the store has become another one. */
    private final AtomicInteger era = new AtomicInteger();

    /**
     * Creates a limiter that does nothing on its own until {@link #start}. {@link
     * PolicyLimiterFactory} puts its parts together.
     *
     * @param local decides everything if this node counts for itself; otherwise null
     */
    PolicyLimiter(
            PolicyState state,
            Combiner combiner,
            LocalDecider local,
            Fallback fallback,
            StoreHealth health,
            StoreTimeout storeTimeout) {
        this.policy = state.policy();
        this.limits = state.limits();
        this.decisions = state.decisions();
        this.clock = state.clock();
        this.counters = state.counters();
        this.lastSeen = state.lastSeen();
        this.leases = state.leases();
        this.debts = state.debts();
        this.combiner = combiner;
        this.local = local;
        this.fallback = fallback;
        this.health = health;
        this.storeTimeout = storeTimeout;
        this.cached = new CachedDecider(decisions, limits, lastSeen, leases);
        this.collector = new DebtCollector(debts, health, storeTimeout.timer(), clock);
    }

    /** Begins to pay debts, and to return leases that are not in use. */
    void start() {
        if (!leases.areNone()) {
            repeat(IDLE, this::endIdleLeases);
        }
        collector.schedule(this::pay);
    }

    /** Repeats a task until {@link #stop}. */
    final void repeat(Duration pause, Runnable task) {
        tasks.add(storeTimeout.timer().every(pause, task));
    }

    /** Asks the store about a key, which pays the debt of the key. */
    private Submission pay(String key) {
        return watched(key, CounterOperation.settle());
    }

    final Decision peek(String key, long permits) {
        Decision own = local == null ? cached.peek(key, permits, clock.getAsLong()) : null;
        return own == null
                ? decision(verdict(key, asked(key, CounterOperation.peek(permits))))
                : own;
    }

    /** Takes permits for what has happened already, whether or not the limits admit it. */
    final Decision charge(String key, long permits) {
        CounterOperation charge = CounterOperation.charge(permits, clock.getAsLong());
        return decision(verdict(key, asked(key, charge)));
    }

    /** Like {@link #acquire} for good; null if this node does not count for itself. */
    final Decision decideLocally(String key, long permits) {
        return local == null ? null : local.decide(key, permits);
    }

    final Grant acquire(String key, long permits) {
        Grant own = local == null ? own(key, permits) : null;
        return own == null ? ask(key, permits) : own;
    }

    /** What this node answers without the store; null if that has to be asked. */
    private Grant own(String key, long permits) {
        // The look-up before the clock: processors finish it while they read that.
        Lease lease = leases.of(key);
        long now = clock.getAsLong();
        if (lease != null && lease.use(permits, now)) {
            Runnable undo = undo(key, CounterOperation.giveBack(permits, now));
            return Grant.admitted(() -> cached.admission(lease, clock.getAsLong()), undo);
        }
        Decision rejection = cached.rejection(key, permits, now);
        return rejection == null ? null : Grant.of(rejection);
    }

    /** Asks the store for permits. */
    Grant ask(String key, long permits) {
        return local == null
                ? grant(key, permits, asked(key, CounterOperation.take(permits)))
                : local.acquire(key, permits);
    }

    /** Like {@link #acquire}, without a waiting thread. */
    final CompletionStage<Grant> acquireAsync(String key, long permits) {
        if (local != null) {
            return CompletableFuture.completedFuture(ask(key, permits));
        }
        Grant own = own(key, permits);
        if (own != null) {
            return CompletableFuture.completedFuture(own);
        }
        Submission call = watched(key, CounterOperation.take(permits));
        // What the caller does next must not run on a thread of the grid.
        return call.handleAsync((verdict, error) -> grant(key, permits, call));
    }

    private Grant grant(String key, long permits, Submission call) {
        boolean stored = !call.isCompletedExceptionally();
        Verdict verdict = verdict(key, call);
        CounterOperation undo = CounterOperation.giveBack(permits, verdict.atMillis());
        Runnable restore = undo(key, undo);
        if (stored) {
            return call.isShared()
                    ? Grant.of(decision(verdict))
                    : Grant.of(decision(verdict), restore);
        }
        return Grant.withoutStore(
                decision(verdict),
                () -> {
                    fallback.giveBack(key, undo);
                    if (!debts.forgive(key, call) && !call.isShared()) {
                        restore.run();
                    }
                });
    }

    /** What was taken from a store that has become another one is not given back to that. */
    private Runnable undo(String key, CounterOperation undo) {
        int taken = era.get();
        return () -> {
            if (era.get() == taken) {
                stored(key, undo);
            }
        };
    }

    /**
     * In the line of all calls of the key: what was asked before it is forgotten, too. It asks also
     * a store that does not answer, for nobody can stand in for that here.
     */
    final CompletionStage<Void> reset(String key) {
        Submission reset = tell(key, CounterOperation.reset());
        return reset.thenAccept(
                cleared -> {
                    fallback.forget(key);
                    debts.forget(key);
                });
    }

    /** Ends a ban that the policy has imposed; asks also a store that does not answer. */
    final CompletionStage<Void> pardon(String key) {
        CounterOperation pardon = CounterOperation.pardon();
        return tell(key, pardon).thenAccept(pardoned -> fallback.giveBack(key, pardon));
    }

    /** Asks whether or not the store answers. */
    private Submission tell(String key, CounterOperation operation) {
        Submission call = Submission.of(operation);
        if (local == null) {
            combiner.submit(key, call);
            storeTimeout.watch(call);
        } else {
            call.complete(local.execute(key, operation));
        }
        return call;
    }

    /** How many permits this node has taken ahead and could use now. */
    long leased() {
        return leases.left(clock.getAsLong());
    }

    /** How many counters this node keeps. */
    long kept() {
        return counters.kept();
    }

    /**
     * Begins anew, because the store has become another one. Leases from the former store are void.
     *
     * @return merges what the former store counted into the other one
     */
    SplitBrainMerger rejoin() {
        era.incrementAndGet();
        leases.forgetAll(clock.getAsLong());
        return new SplitBrainMerger(policy, lastSeen.forgetAll(), combiner, storeTimeout.timer());
    }

    /**
     * Stops all repeated tasks, pays the debts, and returns the leases.
     *
     * @return completes when the store has answered, or has failed
     */
    CompletableFuture<Void> stop() {
        tasks.forEach(task -> task.cancel(false));
        return CompletableFuture.allOf(
                all(collector.payAll(this::pay)), endLeases(), endLateLeases());
    }

    private CompletableFuture<Void> endLeases() {
        List<Submission> returned = new ArrayList<>();
        leases.close(clock.getAsLong(), (key, unused) -> returned.add(giveBack(key, unused)));
        return all(returned);
    }

    /** Returns the leases that operations under way will still bring. */
    private CompletableFuture<Void> endLateLeases() {
        return leases.areNone()
                ? CompletableFuture.completedFuture(null)
                : all(combiner.served().map(this::pay).toList()).thenCompose(served -> endLeases());
    }

    private static CompletableFuture<Void> all(Collection<Submission> calls) {
        return CompletableFuture.allOf(calls.toArray(Submission[]::new))
                .exceptionally(failed -> null);
    }

    private void endIdleLeases() {
        leases.endIdle(clock.getAsLong(), this::giveBack);
    }

    private Submission giveBack(String key, UnusedPermits unused) {
        return stored(key, CounterOperation.giveBack(unused));
    }

    /** Submits an operation, and waits until the store has answered it or the wait is over. */
    final Submission asked(String key, CounterOperation operation) {
        Submission call = Submission.awaited(operation);
        if (submit(key, call)) {
            health.await(key, call);
            call.runFollowUp();
        }
        return call;
    }

    /** Submits an operation that fails if the store does not answer it in time. */
    final Submission watched(String key, CounterOperation operation) {
        Submission call = Submission.of(operation);
        if (submit(key, call)) {
            health.watch(key, call);
        }
        return call;
    }

    /**
     * Submits an operation without a time limit. However often other nodes change the key first,
     * permits that are given back must not be lost.
     */
    final Submission stored(String key, CounterOperation operation) {
        Submission call = Submission.of(operation);
        submit(key, call);
        return call;
    }

    /** The state of a key that this node has seen last. */
    final Counter lastSeen(String key) {
        return limits.open(lastSeen.state(key), clock.getAsLong());
    }

    /**
     * Submits an operation to whatever decides.
     *
     * @return false if nothing has to be awaited: it is done, or the store is not asked now
     */
    private boolean submit(String key, Submission call) {
        if (local != null) {
            call.complete(local.execute(key, call.operation()));
            return false;
        }
        if (!health.answers(key)) {
            call.failUnasked();
            return false;
        }
        combiner.submit(key, call);
        return true;
    }

    final Decision decision(Verdict verdict) {
        return decisions.of(verdict);
    }

    final Debts debts() {
        return debts;
    }

    final Fallback fallback() {
        return fallback;
    }

    /** Returns the decision of a completed call, by the store or by what replaces it. */
    final Verdict verdict(String key, Submission call) {
        if (!call.isAsked()) {
            return ownVerdict(key, call);
        }
        try {
            return call.join();
        } catch (CompletionException e) {
            if (!(e.getCause() instanceof InterruptedException)) {
                health.failed(key, e.getCause(), () -> probe(key));
            }
            return ownVerdict(key, call);
        }
    }

    private Verdict ownVerdict(String key, Submission call) {
        Verdict verdict = fallback.answer(key, call.operation(), lastSeen.state(key));
        if (verdict.admitted() || call.operation().isUnconditional()) {
            debts.owe(key, call, verdict.atMillis());
        } else if (debts.rejected(call)) {
            watched(key, call.undoCharge());
        }
        collector.schedule(this::pay);
        return verdict;
    }

    /** Reads and writes a counter without changing it, because either may fail alone. */
    private CompletionStage<Boolean> probe(String key) {
        return counters.get(key)
                .thenCompose(
                        state ->
                                counters.compareAndSet(
                                        key, state, state == null ? unused() : state));
    }

    private long[] unused() {
        return limits.open(null, clock.getAsLong()).toStored();
    }
}
