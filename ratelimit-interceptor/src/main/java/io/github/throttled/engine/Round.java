package io.github.throttled.engine;

import io.github.throttled.algorithm.Counter;
import io.github.throttled.algorithm.Limits;
import io.github.throttled.algorithm.Unused;
import io.github.throttled.algorithm.Verdict;
import io.github.throttled.store.Counters;

import java.util.Arrays;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.function.LongSupplier;
import java.util.function.Supplier;
import java.util.stream.IntStream;

/**
 * Serves a batch of calls of one key: reads the state, decides the calls on it one after the other,
 * and stores the outcome by compare-and-set. If another node was faster, it does so again on the
 * new state, for as long as anybody still waits for the answer.
 *
 * <p>What this node saw last is tried first: if it is still what is stored, which the
 * compare-and-set tells, no reading was needed. Where there is nothing to store, as when all calls
 * are refused, it has to be read; and where other nodes use the key as well, it is read at once.
 */
final class Round {

    private final CompletableFuture<Void> served = new CompletableFuture<>();
    private final String key;
    private final List<Call> batch;
    private final Supplier<Limits> limits;
    private final Counters counters;
    private final LastSeen lastSeen;
    private final Leases leases;
    private final LongSupplier clock;
    private long askedMillis;
    private boolean isShared;
    private Lease ended;
    private Unused unused = Unused.NOTHING;

    Round(
            String key,
            List<Call> batch,
            Supplier<Limits> limits,
            Counters counters,
            LastSeen lastSeen,
            Leases leases,
            LongSupplier clock) {
        this.leases = leases;
        this.key = key;
        this.batch = batch;
        this.limits = limits;
        this.counters = counters;
        this.lastSeen = lastSeen;
        this.clock = clock;
    }

    /** Completes, never exceptionally, when every call is answered or has failed. */
    CompletableFuture<Void> serve() {
        guarded(
                () -> {
                    endLease();
                    long[] seen = lastSeen.get(key);
                    boolean isGuess = seen != null && !lastSeen.isShared(key);
                    if (!isGuess || !decidedOn(seen, true)) {
                        read();
                    }
                });
        return served;
    }

    /** What this node has on lease was not enough for a call: it goes back along with it. */
    private void endLease() {
        if (!leases.areNone() && batch.stream().anyMatch(call -> call.cost() > 0)) {
            ended = leases.end(key);
            if (ended != null) {
                unused = ended.close(clock.getAsLong());
            }
        }
    }

    private void begin(Lease next) {
        if (next != null) {
            leases.begin(key, next);
        }
    }

    private void read() {
        askedMillis = clock.getAsLong();
        counters.get(key)
                .whenComplete(
                        (state, error) ->
                                guarded(
                                        () -> {
                                            rethrow(error);
                                            isShared = isAnother(state, lastSeen.get(key));
                                            decidedOn(state, false);
                                        }));
    }

    /** False, with nothing done, if the state is a guess that storing would not confirm. */
    private boolean decidedOn(long[] state, boolean isGuess) {
        batch.removeIf(Call::isDone);
        long now = clock.getAsLong();
        Counter counter = limits.get().open(state, now);
        if (!unused.isNothing()) {
            counter.giveBack(unused);
        }
        List<Verdict> verdicts = batch.stream().map(call -> call.ask(counter)).toList();
        if (isGuess && !counter.changed()) {
            return false;
        }
        Lease next = leases.areNone() ? null : leases.take(counter, demand(verdicts, now));
        if (counter.changed()) {
            store(state, counter.toStored(), verdicts, next);
        } else {
            answer(state, verdicts);
        }
        return true;
    }

    private void store(long[] state, long[] update, List<Verdict> verdicts, Lease next) {
        askedMillis = clock.getAsLong();
        counters.compareAndSet(key, state, update)
                .whenComplete(
                        (stored, error) ->
                                guarded(
                                        () -> {
                                            rethrow(error);
                                            if (stored) {
                                                begin(next);
                                                answer(update, verdicts);
                                            } else {
                                                read();
                                            }
                                        }));
    }

    private LeaseSize.Demand demand(List<Verdict> verdicts, long now) {
        return new LeaseSize.Demand(ended, admittedCost(verdicts), lastSeen.millis(key), now);
    }

    private long admittedCost(List<Verdict> verdicts) {
        return IntStream.range(0, verdicts.size())
                .filter(i -> verdicts.get(i).admitted())
                .mapToLong(i -> batch.get(i).cost())
                .sum();
    }

    private static boolean isAnother(long[] state, long[] before) {
        return before != null && !Arrays.equals(state, before);
    }

    private void answer(long[] state, List<Verdict> verdicts) {
        lastSeen.put(key, state, denial(state, verdicts), askedMillis, isShared);
        for (int i = 0; i < verdicts.size(); i++) {
            batch.get(i).complete(verdicts.get(i));
        }
        served.complete(null);
    }

    private Denial denial(long[] state, List<Verdict> verdicts) {
        long smallest =
                IntStream.range(0, verdicts.size())
                        .filter(i -> !verdicts.get(i).admitted())
                        .mapToLong(i -> batch.get(i).cost())
                        .filter(cost -> cost > 0)
                        .min()
                        .orElse(0);
        return smallest == 0 ? null : new Denial(state, smallest, askedMillis);
    }

    /** A step that throws must not leave callers waiting, or the key served by nobody. */
    private void guarded(Runnable step) {
        try {
            step.run();
        } catch (RuntimeException | Error e) {
            // What was seen last stays: the fallback starts from it, and to try it is safe.
            batch.forEach(call -> call.completeExceptionally(e));
            served.complete(null);
        }
    }

    private static void rethrow(Throwable error) {
        if (error != null) {
            throw error instanceof RuntimeException e ? e : new CompletionException(error);
        }
    }
}
