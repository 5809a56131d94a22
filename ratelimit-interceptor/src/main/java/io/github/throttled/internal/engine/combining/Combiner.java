package io.github.throttled.internal.engine.combining;

import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentHashMap;
import java.util.stream.Stream;

/**
 * Combines the concurrent calls of one key. While an operation of the store is running, new calls
 * queue up; the next operation serves them together, in order, each with its own decision.
 *
 * <p>Without combining, callers on one node would fail each other's compare-and-set. {@link
 * #waiting} contains a key exactly while a thread serves that key. The thread that inserts the key
 * serves it. Queues are only touched inside the map's atomic operations, which makes them safe.
 */
public final class Combiner {

    /** How many batches a thread serves in a row if the store answers at once. */
    private static final int MAX_BATCHES = 64;

    private final Map<String, OperationQueue> waiting = new ConcurrentHashMap<>();
    private final PolicyState policy;

    public Combiner(PolicyState policy) {
        this.policy = policy;
    }

    /** Completes the call as soon as the store has answered. Fails the call if the store fails. */
    public void submit(String key, Submission call) {
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

    /** The keys that are being served. */
    public Stream<String> served() {
        return waiting.keySet().stream();
    }

    private void serveAll(String key) {
        for (int batches = 0; batches < MAX_BATCHES; batches++) {
            List<Submission> batch = waiting.replace(key, new OperationQueue()).calls();
            CompletableFuture<OperationResult> served =
                    new CasAttempt(key, batch, policy, call -> submit(key, call)).serve();
            if (!served.isDone()) {
                served.thenAccept(last -> handOver(key, last));
                return;
            }
            served.join().deliver();
            if (!hasWaiting(key)) {
                return;
            }
        }
        // A caller's thread does not serve other callers without end.
        CompletableFuture.runAsync(() -> serveAll(key));
    }

    /**
     * Lets the caller that is answered last serve the waiting calls. Its thread is awake in any
     * case, and the callers answered before it have had time to return. The thread that delivers
     * the store's answer must not ask the store, and would have to wake another thread.
     */
    private void handOver(String key, OperationResult last) {
        if (!hasWaiting(key)) {
            last.deliver();
        } else if (!last.deliver(() -> serveAll(key))) {
            serveAll(key);
        }
    }

    private boolean hasWaiting(String key) {
        return waiting.computeIfPresent(key, (k, queue) -> queue.isEmpty() ? null : queue) != null;
    }
}
