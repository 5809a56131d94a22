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
 * The counters of one policy, which record their changes.
 *
 * <p>Until the database has been read, all operations wait: no key may be decided on an empty
 * counter while it has a row.
 */
final class DurableCounters implements Counters {

    /** How long the database thread waits for the grid. No request waits for that. */
    static final Duration GRID_TIMEOUT = Duration.ofSeconds(30);

    /** The same while the node is being stopped. */
    static final Duration LAST_GRID_TIMEOUT = Duration.ofSeconds(5);

    /** How often a change of a counter is tried while other nodes change it, too. */
    private static final int TRIES = 20;

    private final CompletableFuture<Void> usable = new CompletableFuture<>();
    private final String policy;
    private final Counters counters;
    private final DirtyKeys dirty;
    private volatile long memoryMillis;
    private volatile int maxKeys;
    private volatile EvictionRank rank;
    private volatile boolean isUnread;
    private volatile Duration timeout = GRID_TIMEOUT;

    /**
     * @param policy the name of the counters
     * @param counters the counters in the grid
     * @param memoryMillis how long an untouched counter can matter
     * @param maxKeys how many counters a node keeps
     * @param rank ranks counters, and takes the stricter of two states
     */
    DurableCounters(
            String policy, Counters counters, long memoryMillis, int maxKeys, EvictionRank rank) {
        this.policy = policy;
        this.counters = counters;
        this.dirty = new DirtyKeys(maxKeys);
        keep(memoryMillis, maxKeys, rank);
    }

    void keep(long newMemoryMillis, int newMaxKeys, EvictionRank newRank) {
        rank = newRank;
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

    EvictionRank rank() {
        return rank;
    }

    /** Whether rows have to be read again, or could not be read so far. */
    boolean isUnread() {
        return isUnread;
    }

    void setUnread(boolean unread) {
        isUnread = unread;
    }

    DirtyKeys dirty() {
        return dirty;
    }

    boolean areBackedBy(Counters others) {
        return counters == others;
    }

    /** Shortens the timeout of the database thread, because the node is being stopped. */
    void shortenTimeout() {
        timeout = LAST_GRID_TIMEOUT;
    }

    /** Starts the waiting operations; later ones run at once. */
    void open() {
        usable.complete(null);
    }

    /** Fails the waiting operations, like those of a closed store. */
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
    public CompletionStage<Stored> store(String key, long[] expected, long[] update) {
        return whenUsable(() -> counters.store(key, expected, update))
                .handleAsync(
                        (where, error) -> {
                            note(key, expected, update, where);
                            rethrow(error);
                            return where;
                        },
                        // Otherwise Hazelcast would use another thread.
                        HERE);
    }

    /** Records a change. The counter that keys share has no row. */
    private void note(String key, long[] expected, long[] update, Stored where) {
        if (where == null) {
            // A failed call may have stored the state.
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
    public int departures() {
        return counters.departures();
    }

    @Override
    public CompletionStage<Void> remove(String key) {
        return whenUsable(() -> counters.remove(key))
                .whenCompleteAsync((done, error) -> dirty.changed(key, KeyChange.FORGOTTEN), HERE);
    }

    /**
     * The stored states of these keys, without those that have no counter of their own.
     *
     * @throws GridFailure if the grid does not answer
     */
    Map<String, long[]> states(Collection<String> keys) {
        Map<String, CompletableFuture<long[]>> asked = new HashMap<>();
        keys.forEach(key -> asked.put(key, counters.getOwn(key).toCompletableFuture()));
        await(asked.values(), timeout);
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
     * Stores these states for keys without a counter, even if the map is full.
     *
     * @throws GridFailure if the result is uncertain
     */
    void restore(Map<String, long[]> states) {
        await(
                states.entrySet().stream()
                        .map(row -> counters.restore(row.getKey(), row.getValue()))
                        .map(CompletionStage::toCompletableFuture)
                        .toList(),
                timeout);
    }

    /**
     * Makes each of these counters the stricter of itself and this state.
     *
     * @throws GridFailure if the result is uncertain
     */
    void merge(Map<String, long[]> states) {
        await(
                states.entrySet().stream()
                        .map(row -> merge(row.getKey(), row.getValue(), TRIES))
                        .map(CompletionStage::toCompletableFuture)
                        .toList(),
                timeout);
    }

    /** The stricter of two states of one counter. */
    long[] stricter(long[] state, long[] other) {
        return rank.stricter(state, other);
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
                            long[] merged = own == null ? null : stricter(own, other);
                            if (own == null) {
                                return merge(key, other, tries - 1);
                            }
                            if (!Arrays.equals(merged, other)) {
                                dirty.changed(key, KeyChange.stored(own, merged));
                            }
                            return Arrays.equals(merged, own)
                                    ? CompletableFuture.completedFuture(null)
                                    : replace(key, own, merged, other, tries);
                        },
                        HERE);
    }

    private CompletionStage<Void> replace(
            String key, long[] own, long[] merged, long[] other, int tries) {
        return counters.compareAndSet(key, own, merged)
                .thenComposeAsync(
                        replaced ->
                                replaced
                                        ? CompletableFuture.completedFuture(null)
                                        : merge(key, other, tries - 1),
                        HERE);
    }

    static void await(Collection<? extends CompletableFuture<?>> operations) {
        await(operations, GRID_TIMEOUT);
    }

    /**
     * Waits until all operations are done.
     *
     * @throws GridFailure if one fails, or is not done within this time
     */
    static void await(Collection<? extends CompletableFuture<?>> operations, Duration timeout) {
        try {
            CompletableFuture.allOf(operations.toArray(CompletableFuture[]::new))
                    .get(timeout.toMillis(), TimeUnit.MILLISECONDS);
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

    /** The grid does not answer. */
    static final class GridFailure extends RuntimeException {

        private static final long serialVersionUID = 1L;

        GridFailure(Throwable cause) {
            super(cause);
        }
    }
}
