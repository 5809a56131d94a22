package io.github.throttled.store.durable;

import io.github.throttled.store.Counters;

import java.time.Duration;
import java.util.Collection;
import java.util.HashMap;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.function.Supplier;

/**
 * The counters of one policy, which remember what has changed in them.
 *
 * <p>Until the database has been read, all operations wait: no key is decided on an empty counter
 * that has a row.
 */
final class DurableCounters implements Counters {

    /** How long the thread behind waits for the grid. No request waits for that. */
    private static final Duration PATIENCE = Duration.ofSeconds(30);

    private final CompletableFuture<Void> usable = new CompletableFuture<>();
    private final String policy;
    private final Counters counters;
    private final DirtyKeys dirty;
    private volatile long memoryMillis;
    private volatile int maxKeys;

    /**
     * @param policy what the counters are called
     * @param counters where they are
     * @param memoryMillis how long an untouched counter can matter
     * @param maxKeys how many counters a node keeps
     */
    DurableCounters(String policy, Counters counters, long memoryMillis, int maxKeys) {
        this.policy = policy;
        this.counters = counters;
        this.dirty = new DirtyKeys(maxKeys);
        keep(memoryMillis, maxKeys);
    }

    void keep(long newMemoryMillis, int newMaxKeys) {
        memoryMillis = newMemoryMillis;
        maxKeys = newMaxKeys;
        dirty.keep(newMaxKeys);
    }

    String policy() {
        return policy;
    }

    long memoryMillis() {
        return memoryMillis;
    }

    int maxKeys() {
        return maxKeys;
    }

    DirtyKeys dirty() {
        return dirty;
    }

    boolean areIn(Counters home) {
        return counters == home;
    }

    /** From now on operations are done at once. */
    void open() {
        usable.complete(null);
    }

    /** Operations that still wait fail, as those of a closed store do. */
    void close() {
        usable.completeExceptionally(new IllegalStateException("The store is closed."));
    }

    /** Whether {@link #open} was called within this time. */
    boolean awaitOpen(Duration time) throws InterruptedException {
        try {
            usable.get(time.toMillis(), TimeUnit.MILLISECONDS);
            return true;
        } catch (TimeoutException e) {
            return false;
        } catch (ExecutionException e) {
            throw new IllegalStateException(e.getCause());
        }
    }

    @Override
    public CompletionStage<long[]> get(String key) {
        return whenUsable(() -> counters.get(key));
    }

    @Override
    public CompletionStage<Boolean> compareAndSet(String key, long[] expected, long[] update) {
        return whenUsable(() -> counters.compareAndSet(key, expected, update))
                .whenCompleteAsync(
                        (stored, error) -> {
                            // A call that failed may have been done.
                            if (error != null || stored) {
                                dirty.changed(key);
                            }
                        },
                        // Or Hazelcast would hand it to another thread.
                        HERE);
    }

    @Override
    public long kept() {
        return counters.kept();
    }

    @Override
    public CompletionStage<Void> remove(String key) {
        return whenUsable(() -> counters.remove(key))
                .whenCompleteAsync((done, error) -> dirty.removed(key), HERE);
    }

    /**
     * What is stored for these keys, without those that are absent.
     *
     * @throws GridFailure if it cannot be told
     */
    Map<String, long[]> states(Collection<String> keys) {
        Map<String, CompletableFuture<long[]>> asked = new HashMap<>();
        keys.forEach(key -> asked.put(key, counters.get(key).toCompletableFuture()));
        await(asked.values());
        Map<String, long[]> states = new HashMap<>();
        asked.forEach(
                (key, answer) -> {
                    if (answer.join() != null) {
                        states.put(key, answer.join());
                    }
                });
        return states;
    }

    /**
     * Stores these states where there are none.
     *
     * @throws GridFailure if that is not certain
     */
    void putIfAbsent(Map<String, long[]> states) {
        await(
                states.entrySet().stream()
                        .map(row -> counters.compareAndSet(row.getKey(), null, row.getValue()))
                        .map(CompletionStage::toCompletableFuture)
                        .toList());
    }

    static void await(Collection<? extends CompletableFuture<?>> operations) {
        try {
            CompletableFuture.allOf(operations.toArray(CompletableFuture[]::new))
                    .get(PATIENCE.toMillis(), TimeUnit.MILLISECONDS);
        } catch (ExecutionException e) {
            throw new GridFailure(e.getCause());
        } catch (TimeoutException e) {
            throw new GridFailure(e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new GridFailure(e);
        }
    }

    private <T> CompletionStage<T> whenUsable(Supplier<CompletionStage<T>> operation) {
        return isUsable() ? operation.get() : usable.thenCompose(open -> operation.get());
    }

    private boolean isUsable() {
        return usable.isDone() && !usable.isCompletedExceptionally();
    }

    /** The store that counts does not answer. */
    static final class GridFailure extends RuntimeException {

        private static final long serialVersionUID = 1L;

        GridFailure(Throwable cause) {
            super(cause);
        }
    }
}
