package io.github.throttled.internal.store.jdbc;

import io.github.throttled.internal.store.Counters;
import io.github.throttled.internal.store.EvictionRank;

import java.time.Duration;
import java.util.Arrays;
import java.util.Collection;
import java.util.HashMap;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
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
    static final Duration PATIENCE = Duration.ofSeconds(30);

    /** The same when the node is being stopped. */
    static final Duration LAST_PATIENCE = Duration.ofSeconds(5);

    /** How often a counter is tried to be changed that others change, too. */
    private static final int TRIES = 20;

    private final CompletableFuture<Void> usable = new CompletableFuture<>();
    private final String policy;
    private final Counters counters;
    private final DirtyKeys dirty;
    private volatile long memoryMillis;
    private volatile int maxKeys;
    private volatile EvictionRank worth;
    private volatile boolean isUnread;
    private volatile Duration patience = PATIENCE;

    /**
     * @param policy what the counters are called
     * @param counters where they are
     * @param memoryMillis how long an untouched counter can matter
     * @param maxKeys how many counters a node keeps
     * @param worth what a counter is worth, and which of two states is the stricter one
     */
    DurableCounters(
            String policy, Counters counters, long memoryMillis, int maxKeys, EvictionRank worth) {
        this.policy = policy;
        this.counters = counters;
        this.dirty = new DirtyKeys(maxKeys);
        keep(memoryMillis, maxKeys, worth);
    }

    void keep(long newMemoryMillis, int newMaxKeys, EvictionRank newWorth) {
        worth = newWorth;
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

    EvictionRank worth() {
        return worth;
    }

    /** Whether rows have to be read though they were read before, or could not be. */
    boolean isUnread() {
        return isUnread;
    }

    void setUnread(boolean unread) {
        isUnread = unread;
    }

    DirtyKeys dirty() {
        return dirty;
    }

    boolean areIn(Counters home) {
        return counters == home;
    }

    /** From now on the thread behind does not wait for long: the node is being stopped. */
    void hurry() {
        patience = LAST_PATIENCE;
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
        return whenUsable(() -> counters.store(key, expected, update))
                .handleAsync(
                        (where, error) -> {
                            note(key, expected, update, where);
                            rethrow(error);
                            return where != Stored.NOT;
                        },
                        // Or Hazelcast would hand it to another thread.
                        HERE);
    }

    /** The counter that keys share is nobody's row. */
    private void note(String key, long[] expected, long[] update, Stored where) {
        if (where == null) {
            // A call that failed may have been done.
            dirty.changed(key, KeyChange.UNKNOWN);
        } else if (where == Stored.OWN) {
            dirty.changed(key, KeyChange.stored(expected, update));
        }
    }

    @Override
    public long kept() {
        return counters.kept();
    }

    @Override
    public CompletionStage<Void> remove(String key) {
        return whenUsable(() -> counters.remove(key))
                .whenCompleteAsync((done, error) -> dirty.changed(key, KeyChange.FORGOTTEN), HERE);
    }

    /**
     * What is stored for these keys, without those that have no counter of their own.
     *
     * @throws GridFailure if it cannot be told
     */
    Map<String, long[]> states(Collection<String> keys) {
        Map<String, CompletableFuture<long[]>> asked = new HashMap<>();
        keys.forEach(key -> asked.put(key, counters.getOwn(key).toCompletableFuture()));
        await(asked.values(), patience);
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
     * Stores these states where there are none, whether there is room or not.
     *
     * @throws GridFailure if that is not certain
     */
    void restore(Map<String, long[]> states) {
        await(
                states.entrySet().stream()
                        .map(row -> counters.restore(row.getKey(), row.getValue()))
                        .map(CompletionStage::toCompletableFuture)
                        .toList(),
                patience);
    }

    /**
     * Makes each of these counters the stricter of itself and this state.
     *
     * @throws GridFailure if that is not certain
     */
    void merge(Map<String, long[]> states) {
        await(
                states.entrySet().stream()
                        .map(row -> merge(row.getKey(), row.getValue(), TRIES))
                        .map(CompletionStage::toCompletableFuture)
                        .toList(),
                patience);
    }

    /** The stricter of two states of one counter. */
    long[] stricter(long[] state, long[] other) {
        return worth.stricter(state, other);
    }

    private CompletionStage<Void> merge(String key, long[] other, int tries) {
        if (tries == 0) {
            return CompletableFuture.failedFuture(
                    new IllegalStateException("a counter changes all the time"));
        }
        return counters.restore(key, other)
                .thenComposeAsync(
                        restored ->
                                restored
                                        ? CompletableFuture.completedFuture(null)
                                        : join(key, other, tries),
                        HERE);
    }

    private CompletionStage<Void> join(String key, long[] other, int tries) {
        return counters.getOwn(key)
                .thenComposeAsync(
                        own -> {
                            long[] joined = own == null ? null : stricter(own, other);
                            if (own == null) {
                                return merge(key, other, tries - 1);
                            }
                            if (!Arrays.equals(joined, other)) {
                                dirty.changed(key, KeyChange.stored(own, joined));
                            }
                            return Arrays.equals(joined, own)
                                    ? CompletableFuture.completedFuture(null)
                                    : replace(key, own, joined, other, tries);
                        },
                        HERE);
    }

    private CompletionStage<Void> replace(
            String key, long[] own, long[] joined, long[] other, int tries) {
        return counters.compareAndSet(key, own, joined)
                .thenComposeAsync(
                        replaced ->
                                replaced
                                        ? CompletableFuture.completedFuture(null)
                                        : merge(key, other, tries - 1),
                        HERE);
    }

    static void await(Collection<? extends CompletableFuture<?>> operations) {
        await(operations, PATIENCE);
    }

    /**
     * Waits until all are done.
     *
     * @throws GridFailure if one fails, or is not done in this time
     */
    static void await(Collection<? extends CompletableFuture<?>> operations, Duration patience) {
        try {
            CompletableFuture.allOf(operations.toArray(CompletableFuture[]::new))
                    .get(patience.toMillis(), TimeUnit.MILLISECONDS);
        } catch (ExecutionException e) {
            throw new GridFailure(e.getCause());
        } catch (TimeoutException e) {
            throw new GridFailure(e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new GridFailure(e);
        }
    }

    private static void rethrow(Throwable error) {
        if (error != null) {
            throw error instanceof RuntimeException e ? e : new CompletionException(error);
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
