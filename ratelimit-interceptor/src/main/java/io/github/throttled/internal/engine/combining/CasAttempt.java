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
 * Serves a batch of calls of one key: reads the state, decides the calls on it one after the other,
 * and stores the outcome by compare-and-set. If another node was faster, it does so again on the
 * new state, for as long as anybody still waits for the answer.
 *
 * <p>What this node saw last is tried first: if it is still what is stored, which the
 * compare-and-set tells, no reading was needed. Where other nodes use the key as well it will not
 * be, and the key is read. It has to be read also where there is nothing to store, as when all
 * calls are refused.
 */
final class CasAttempt {

    private final CompletableFuture<OperationResult> served = new CompletableFuture<>();
    private final String key;
    private final List<CounterOperation> batch;
    private final PolicyState books;
    private final DebtSettlement settlement;
    private final LastSeen.Seen before;
    private long askedMillis;
    private boolean isShared;
    private int defeats;
    private Lease ended;
    private UnusedPermits unused = UnusedPermits.NOTHING;

    /**
     * @param later has a call of the key served after these
     */
    CasAttempt(
            String key,
            List<CounterOperation> batch,
            PolicyState books,
            Consumer<CounterOperation> later) {
        this.key = key;
        this.batch = batch;
        this.books = books;
        this.settlement = new DebtSettlement(key, books.debts(), later);
        this.before = books.lastSeen().of(key);
    }

    /**
     * Completes, never exceptionally, when every call is answered or has failed, but for one that
     * is left to whoever asked for this.
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

    /** What is probably stored; null if there is no telling. */
    private long[] guess() {
        return before != null && !before.isShared() ? before.state() : null;
    }

    /** What this node has on lease was not enough for a call: it goes back along with it. */
    private void endLease() {
        if (!books.leases().areNone() && batch.stream().anyMatch(CounterOperation::endsLease)) {
            ended = books.leases().end(key);
            if (ended != null) {
                unused = ended.close(now());
            }
        }
    }

    private void begin(Lease next, long[] state) {
        if (next != null) {
            books.leases().begin(key, next, state);
        }
    }

    private void read() {
        askedMillis = now();
        books.counters()
                .get(key)
                .whenCompleteAsync(
                        (state, error) ->
                                guarded(
                                        () -> {
                                            rethrow(error);
                                            noteOthers(state);
                                            decidedOn(state, false);
                                        }),
                        Counters.HERE);
    }

    /** False, with nothing done, if the state is a guess that storing would not confirm. */
    private boolean decidedOn(long[] state, boolean isGuess) {
        batch.removeIf(CounterOperation::isDone);
        long now = now();
        Limits limits = books.limits();
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
                books.leases().areNone()
                        ? null
                        : books.leases().take(counter, demand(verdicts, now));
        if (isChanged || counter.changed()) {
            store(state, counter.toStored(), verdicts, next);
        } else {
            answer(state, verdicts);
        }
        return true;
    }

    /** Who peeks is told what a call would be, and that had this node's lease given back first. */
    private Verdict ask(CounterOperation call, Counter counter, long now) {
        UnusedPermits own = call.isPeek() ? books.leases().unused(key, now) : UnusedPermits.NOTHING;
        if (own.isNothing()) {
            return call.ask(counter);
        }
        Counter before = books.limits().open(counter.toStored(), now);
        before.giveBack(own);
        return call.ask(before);
    }

    private void store(long[] state, long[] update, List<Verdict> verdicts, Lease next) {
        askedMillis = now();
        books.counters()
                .compareAndSet(key, state, update)
                .whenCompleteAsync(
                        (stored, error) ->
                                guarded(
                                        () -> {
                                            rethrow(error);
                                            if (stored) {
                                                settlement.stored();
                                                begin(next, update);
                                                answer(update, verdicts);
                                            } else {
                                                tryAgain();
                                            }
                                        }),
                        Counters.HERE);
    }

    private void tryAgain() {
        books.backoff().retry(++defeats, () -> guarded(this::read));
    }

    private LeaseSize.Demand demand(List<Verdict> verdicts, long now) {
        return new LeaseSize.Demand(
                ended, admittedCost(verdicts), before == null ? 0 : before.millis(), now);
    }

    private long admittedCost(List<Verdict> verdicts) {
        return IntStream.range(0, verdicts.size())
                .filter(i -> verdicts.get(i).admitted())
                .mapToLong(i -> batch.get(i).cost())
                .sum();
    }

    /** Whether somebody else has changed what this node saw last. */
    private void noteOthers(long[] state) {
        isShared = before != null && !Arrays.equals(state, before.state());
    }

    private long now() {
        return books.clock().getAsLong();
    }

    private void answer(long[] state, List<Verdict> verdicts) {
        books.lastSeen().put(key, state, denial(state, verdicts), askedMillis, isShared);
        books.leases().saw(key, state);
        int last = lastAwaited();
        for (int i = 0; i < verdicts.size(); i++) {
            if (i != last) {
                answer(i, verdicts).give();
            }
        }
        served.complete(last < 0 ? OperationResult.TO_NOBODY : answer(last, verdicts));
    }

    private OperationResult answer(int i, List<Verdict> verdicts) {
        return OperationResult.of(batch.get(i), verdicts.get(i), settlement);
    }

    /** The last call with a thread that waits for it; -1 for none. */
    private int lastAwaited() {
        int last = batch.size() - 1;
        while (last >= 0 && !batch.get(last).isAwaited()) {
            last--;
        }
        return last;
    }

    private CachedRejection denial(long[] state, List<Verdict> verdicts) {
        long smallest =
                IntStream.range(0, verdicts.size())
                        .filter(i -> !verdicts.get(i).admitted())
                        .mapToLong(i -> batch.get(i).cost())
                        .filter(cost -> cost > 0)
                        .min()
                        .orElse(0);
        return smallest == 0 ? null : new CachedRejection(state, smallest, askedMillis);
    }

    /** A step that throws must not leave callers waiting, or the key served by nobody. */
    private void guarded(Runnable step) {
        try {
            step.run();
        } catch (RuntimeException | Error e) {
            settlement.failed();
            // What was seen last stays: the fallback starts from it, and to try it is safe.
            batch.forEach(call -> call.completeExceptionally(e));
            served.complete(OperationResult.TO_NOBODY);
        }
    }

    private static void rethrow(Throwable error) {
        if (error != null) {
            throw error instanceof RuntimeException e ? e : new CompletionException(error);
        }
    }
}
