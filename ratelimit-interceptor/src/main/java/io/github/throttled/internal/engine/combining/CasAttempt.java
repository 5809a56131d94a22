package io.github.throttled.internal.engine.combining;

import io.github.throttled.internal.algorithm.Counter;
import io.github.throttled.internal.algorithm.Limits;
import io.github.throttled.internal.algorithm.UnusedPermits;
import io.github.throttled.internal.algorithm.Verdict;
import io.github.throttled.internal.engine.lease.Lease;
import io.github.throttled.internal.engine.lease.LeaseSize;
import io.github.throttled.internal.store.Counters;

import java.util.Arrays;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.function.Consumer;
import java.util.stream.IntStream;

/**
 * Serves a batch of calls of one key. It reads the state, decides the calls on it one after the
 * other, and stores the new state by compare-and-set. If another node was faster, it repeats this
 * on the new state while any caller still waits.
 *
 * <p>The attempt begins with the state that this node saw last. A successful compare-and-set
 * confirms that state, which saves the read. A key that other nodes use as well is read first. So
 * is a key for which nothing would be stored, as when all calls are rejected.
 *
 * <p>If a member has left meanwhile, a compare-and-set that failed may be stored all the same, see
 * {@link Counters#departures}. The state cannot tell: another node may have stored an equal one, or
 * may have changed this one since. In such doubt the repeated attempt is strict. It charges the
 * calls once more, and does not return permits once more. So it never returns permits twice, but
 * permits whose return was not stored stay taken. A client of the grid may learn too late that a
 * member has left, if another member asks the owner for it. Then it may still return them twice.
 */
final class CasAttempt {

    private final CompletableFuture<OperationResult> served = new CompletableFuture<>();
    private final String key;
    private final List<Submission> batch;
    private final PolicyState policy;
    private final DebtSettlement settlement;
    private final LastSeen.Seen lastSeen;
    private long askedMillis;
    private boolean isShared;
    private int failures;
    private Lease ended;
    private UnusedPermits unused = UnusedPermits.NOTHING;

    /**
     * @param followOn submits another call of the key, to be served after these
     */
    CasAttempt(
            String key, List<Submission> batch, PolicyState policy, Consumer<Submission> followOn) {
        this.key = key;
        this.batch = batch;
        this.policy = policy;
        this.settlement = new DebtSettlement(key, policy.debts(), followOn);
        this.lastSeen = policy.lastSeen().of(key);
    }

    /**
     * Completes, never exceptionally, when every call is answered or has failed. One answer may be
     * left to the recipient of the result.
     */
    CompletableFuture<OperationResult> serve() {
        guarded(
                () -> {
                    endLease();
                    long[] guess = guess();
                    if (guess == null || !decidedOn(guess, true)) {
                        read();
                    }
                });
        return served;
    }

    /** The state that is probably stored; null if it has to be read. */
    private long[] guess() {
        return lastSeen != null && !lastSeen.isShared() ? lastSeen.state() : null;
    }

    /**
     * Ends the node's lease if it was too small for a call: the unused permits return with this
     * attempt.
     */
    private void endLease() {
        if (!policy.leases().areNone()
                && batch.stream().anyMatch(call -> call.operation().endsLease())) {
            ended = policy.leases().end(key);
            if (ended != null) {
                unused = ended.close(now());
            }
        }
    }

    private void begin(Lease next, long[] state) {
        if (next != null) {
            policy.leases().begin(key, next, state);
        }
    }

    private void read() {
        askedMillis = now();
        policy.counters()
                .get(key)
                .whenCompleteAsync(
                        (state, error) ->
                                guarded(
                                        () -> {
                                            rethrow(error);
                                            policy.damage().check(key, state);
                                            noteChangesByOthers(state);
                                            decidedOn(state, false);
                                        }),
                        Counters.HERE);
    }

    /**
     * False, with nothing done, if the state is a guess and there is nothing to store that would
     * confirm it.
     */
    private boolean decidedOn(long[] state, boolean isGuess) {
        batch.removeIf(Submission::isDone);
        long now = now();
        Limits limits = policy.limits();
        long[] charged = settlement.charge(limits, state, now);
        Counter counter = limits.open(charged, now);
        if (!unused.isNothing()) {
            counter.giveBack(unused);
        }
        List<Verdict> verdicts = batch.stream().map(call -> ask(call, counter, now)).toList();
        boolean isChanged = counter.changed() || charged != state;
        if (isGuess && !isChanged) {
            return false;
        }
        Lease next =
                policy.leases().areNone()
                        ? null
                        : policy.leases().take(counter, demand(verdicts, now));
        if (isChanged || counter.changed()) {
            store(state, counter.toStored(), verdicts, next);
        } else {
            answer(state, verdicts);
        }
        return true;
    }

    /**
     * A peek reports what a call would get. A call would first return this node's lease, so a peek
     * counts the lease as returned.
     */
    private Verdict ask(Submission call, Counter counter, long now) {
        UnusedPermits own =
                call.operation().isPeek()
                        ? policy.leases().unused(key, now)
                        : UnusedPermits.NOTHING;
        if (own.isNothing()) {
            return call.ask(counter);
        }
        Counter withLease = policy.limits().open(counter.toStored(), now);
        withLease.giveBack(own);
        return call.ask(withLease);
    }

    private void store(long[] state, long[] update, List<Verdict> verdicts, Lease next) {
        askedMillis = now();
        int departures = policy.counters().departures();
        policy.counters()
                .store(key, state, update)
                .whenCompleteAsync(
                        (where, error) ->
                                guarded(
                                        () -> {
                                            rethrow(error);
                                            if (where == Counters.Stored.NOT) {
                                                tryAgain(departures);
                                            } else {
                                                settlement.stored();
                                                stored(where, next, update);
                                                answer(update, verdicts);
                                            }
                                        }),
                        Counters.HERE);
    }

    /**
     * Keeps what the shared counter was charged from being given back: the key may have a counter
     * of its own by then, which has never counted it.
     */
    private void stored(Counters.Stored where, Lease next, long[] update) {
        if (where == Counters.Stored.SHARED) {
            batch.forEach(Submission::markShared);
        } else {
            begin(next, update);
        }
    }

    /**
     * @param departures of the counters before the compare-and-set
     */
    private void tryAgain(int departures) {
        if (policy.counters().departures() != departures) {
            batch.forEach(Submission::doubt);
            unused = UnusedPermits.NOTHING;
        }
        policy.backoff().retry(++failures, () -> guarded(this::read));
    }

    private LeaseSize.Demand demand(List<Verdict> verdicts, long now) {
        return new LeaseSize.Demand(
                ended, admittedCost(verdicts), lastSeen == null ? 0 : lastSeen.millis(), now);
    }

    private long admittedCost(List<Verdict> verdicts) {
        return IntStream.range(0, verdicts.size())
                .filter(i -> verdicts.get(i).admitted())
                .mapToLong(i -> batch.get(i).operation().cost())
                .sum();
    }

    /** Notes whether another node has changed the state since this node saw it last. */
    private void noteChangesByOthers(long[] state) {
        isShared = lastSeen != null && !Arrays.equals(state, lastSeen.state());
    }

    private long now() {
        return policy.clock().getAsLong();
    }

    private void answer(long[] state, List<Verdict> verdicts) {
        policy.lastSeen().put(key, state, rejection(state, verdicts), askedMillis, isShared);
        policy.leases().updateState(key, state);
        int last = lastAwaited();
        for (int i = 0; i < verdicts.size(); i++) {
            if (i != last) {
                answer(i, verdicts).deliver();
            }
        }
        served.complete(last < 0 ? OperationResult.NOT_AWAITED : answer(last, verdicts));
    }

    private OperationResult answer(int i, List<Verdict> verdicts) {
        return OperationResult.of(batch.get(i), verdicts.get(i), settlement);
    }

    /** The index of the last call with a waiting thread; -1 for none. */
    private int lastAwaited() {
        int last = batch.size() - 1;
        while (last >= 0 && !batch.get(last).isAwaited()) {
            last--;
        }
        return last;
    }

    private CachedRejection rejection(long[] state, List<Verdict> verdicts) {
        long smallest =
                IntStream.range(0, verdicts.size())
                        .filter(i -> !verdicts.get(i).admitted())
                        .mapToLong(i -> batch.get(i).operation().cost())
                        .filter(cost -> cost > 0)
                        .min()
                        .orElse(0);
        return smallest == 0 ? null : new CachedRejection(state, smallest, askedMillis);
    }

    /**
     * Runs a step. A step that throws fails all calls: otherwise their callers would wait in vain,
     * and the key would stay blocked.
     */
    private void guarded(Runnable step) {
        try {
            step.run();
        } catch (RuntimeException | Error e) {
            settlement.failed();
            // The state seen last stays: the fallback starts from it, and a wrong guess is
            // harmless.
            batch.forEach(call -> call.completeExceptionally(e));
            served.complete(OperationResult.NOT_AWAITED);
        }
    }

    private static void rethrow(Throwable error) {
        if (error != null) {
            throw error instanceof RuntimeException e ? e : new CompletionException(error);
        }
    }
}
