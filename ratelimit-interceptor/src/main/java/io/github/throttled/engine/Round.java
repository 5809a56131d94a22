package io.github.throttled.engine;

import io.github.throttled.algorithm.Counter;
import io.github.throttled.algorithm.Limits;
import io.github.throttled.algorithm.Verdict;
import io.github.throttled.store.Counters;

import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.function.LongSupplier;
import java.util.function.Supplier;

/**
 * Serves a batch of calls of one key: reads the state, decides the calls on it one after the other,
 * and stores the outcome by compare-and-set. If another node was faster, it does so again on the
 * new state, for as long as anybody still waits for the answer.
 *
 * <p>What this node saw last is tried first: if it is still what is stored, which the
 * compare-and-set tells, no reading was needed. Where there is nothing to store, as when all calls
 * are refused, it has to be read.
 */
final class Round {

    private final CompletableFuture<Void> served = new CompletableFuture<>();
    private final String key;
    private final List<Call> batch;
    private final Supplier<Limits> limits;
    private final Counters counters;
    private final LastSeen lastSeen;
    private final LongSupplier clock;

    Round(
            String key,
            List<Call> batch,
            Supplier<Limits> limits,
            Counters counters,
            LastSeen lastSeen,
            LongSupplier clock) {
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
                    long[] seen = lastSeen.get(key);
                    if (seen == null || !decidedOn(seen, true)) {
                        read();
                    }
                });
        return served;
    }

    private void read() {
        counters.get(key)
                .whenComplete(
                        (state, error) ->
                                guarded(
                                        () -> {
                                            rethrow(error);
                                            decidedOn(state, false);
                                        }));
    }

    /** False, with nothing done, if the state is a guess that storing would not confirm. */
    private boolean decidedOn(long[] state, boolean isGuess) {
        batch.removeIf(Call::isDone);
        Counter counter = limits.get().open(state, clock.getAsLong());
        List<Verdict> verdicts = batch.stream().map(call -> call.ask(counter)).toList();
        if (isGuess && !counter.changed()) {
            return false;
        }
        if (counter.changed()) {
            store(state, counter.toStored(), verdicts);
        } else {
            remember(state);
            answer(verdicts);
        }
        return true;
    }

    private void store(long[] state, long[] update, List<Verdict> verdicts) {
        counters.compareAndSet(key, state, update)
                .whenComplete(
                        (stored, error) ->
                                guarded(
                                        () -> {
                                            rethrow(error);
                                            if (stored) {
                                                remember(update);
                                                answer(verdicts);
                                            } else {
                                                read();
                                            }
                                        }));
    }

    private void remember(long[] state) {
        lastSeen.put(key, state);
    }

    private void answer(List<Verdict> verdicts) {
        for (int i = 0; i < verdicts.size(); i++) {
            batch.get(i).complete(verdicts.get(i));
        }
        served.complete(null);
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
