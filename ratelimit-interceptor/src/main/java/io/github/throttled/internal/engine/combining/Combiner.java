package io.github.throttled.internal.engine.combining;

import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentHashMap;
import java.util.stream.Stream;

/**
 * Lets the callers of one key share an operation of the store: while one is under way, all who come
 * queue up, and the next operation serves them together, in order, each with a decision of its own.
 *
 * <p>Without this, callers on one node would defeat each other's compare-and-set. A key is in
 * {@link #waiting} exactly while somebody serves it; who puts it there is the one who serves.
 * Queues are only touched inside the map's atomic operations, which makes them safe.
 */
public final class Combiner {

    /** How many batches a thread serves in a row where the store answers at once. */
    private static final int MAX_ROUNDS = 64;

    private final Map<String, OperationQueue> waiting = new ConcurrentHashMap<>();
    private final PolicyState books;

    public Combiner(PolicyState books) {
        this.books = books;
    }

    /** Answers the call as soon as the store has; fails it if the store fails. */
    public void submit(String key, CounterOperation call) {
        OperationQueue mine = new OperationQueue();
        OperationQueue queue =
                waiting.compute(
                        key,
                        (k, others) -> {
                            OperationQueue all = others == null ? mine : others;
                            all.add(call);
                            return all;
                        });
        if (queue == mine) {
            serveAll(key);
        }
    }

    /** The keys that somebody is serving. */
    public Stream<String> served() {
        return waiting.keySet().stream();
    }

    private void serveAll(String key) {
        for (int round = 0; round < MAX_ROUNDS; round++) {
            List<CounterOperation> batch = waiting.replace(key, new OperationQueue()).calls();
            CompletableFuture<OperationResult> served =
                    new CasAttempt(key, batch, books, call -> submit(key, call)).serve();
            if (!served.isDone()) {
                served.thenAccept(last -> passOn(key, last));
                return;
            }
            served.join().give();
            if (!hasWaiting(key)) {
                return;
            }
        }
        // A caller has a life of its own: it does not serve others for ever.
        CompletableFuture.runAsync(() -> serveAll(key));
    }

    /**
     * The caller who is told last serves those who wait: he is awake in any case, and those who
     * were told before him have had the time to come back. The thread that brings the store's
     * answer may not ask the store, and would have to wake another.
     */
    private void passOn(String key, OperationResult last) {
        if (!hasWaiting(key)) {
            last.give();
        } else if (!last.give(() -> serveAll(key))) {
            serveAll(key);
        }
    }

    private boolean hasWaiting(String key) {
        return waiting.computeIfPresent(key, (k, queue) -> queue.isEmpty() ? null : queue) != null;
    }
}
