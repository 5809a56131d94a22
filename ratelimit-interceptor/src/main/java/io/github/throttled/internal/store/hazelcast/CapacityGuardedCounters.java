package io.github.throttled.internal.store.hazelcast;

import io.github.throttled.internal.store.Counters;
import io.github.throttled.internal.store.EvictionRank;

import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;

/**
 * Counters in a map that is kept from overflowing: keys that come while there is no room share one
 * counter. So no key is unlimited, and no counter is evicted for new keys.
 */
final class CapacityGuardedCounters implements Counters {

    /** No partition key has this character. */
    static final String OVERFLOW = "\u0000overflow";

    private final Counters counters;
    private final CapacityGuard guard;
    private final Runnable makeRoom;

    /**
     * @param makeRoom has room made soon; returns at once
     */
    CapacityGuardedCounters(Counters counters, CapacityGuard guard, Runnable makeRoom) {
        this.counters = counters;
        this.guard = guard;
        this.makeRoom = makeRoom;
    }

    /** Has these counters bounded and ranked otherwise from now on. Returns at once. */
    void keep(int maxKeys, EvictionRank rank) {
        if (guard.keep(maxKeys, rank)) {
            makeRoom.run();
        }
    }

    @Override
    public CompletionStage<long[]> get(String key) {
        CompletionStage<long[]> own = counters.get(key);
        return guard.isFull()
                ? own.thenComposeAsync(
                        state ->
                                state == null
                                        ? counters.get(OVERFLOW)
                                        : CompletableFuture.completedFuture(state),
                        HERE)
                : own;
    }

    @Override
    public CompletionStage<Stored> store(String key, long[] expected, long[] update) {
        return guard.isFull() ? crowded(key, expected, update) : inOwn(key, expected, update);
    }

    @Override
    public CompletionStage<long[]> getOwn(String key) {
        return counters.get(key);
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
        return counters.remove(key);
    }

    @Override
    public CompletionStage<Boolean> restore(String key, long[] state) {
        return inOwn(key, null, state).thenApplyAsync(where -> where == Stored.OWN, HERE);
    }

    private CompletionStage<Stored> inOwn(String key, long[] expected, long[] update) {
        CompletionStage<Stored> stored = counters.store(key, expected, update);
        return expected == null ? counted(stored) : stored;
    }

    private CompletionStage<Stored> crowded(String key, long[] expected, long[] update) {
        return expected == null
                ? inShared(null, update)
                : counters.store(key, expected, update)
                        .thenComposeAsync(
                                where ->
                                        where == Stored.OWN
                                                ? CompletableFuture.completedFuture(where)
                                                : ofAll(key, expected, update),
                                HERE);
    }

    /** What was expected may have been what all share, but only if the key has nothing itself. */
    private CompletionStage<Stored> ofAll(String key, long[] expected, long[] update) {
        return counters.get(key)
                .thenComposeAsync(
                        state ->
                                state == null
                                        ? inShared(expected, update)
                                        : CompletableFuture.completedFuture(Stored.NOT),
                        HERE);
    }

    private CompletionStage<Stored> inShared(long[] expected, long[] update) {
        return counters.compareAndSet(OVERFLOW, expected, update)
                .thenApplyAsync(stored -> stored ? Stored.SHARED : Stored.NOT, HERE);
    }

    private CompletionStage<Stored> counted(CompletionStage<Stored> added) {
        return added.thenApplyAsync(
                where -> {
                    if (where == Stored.OWN && guard.countAdded()) {
                        makeRoom.run();
                    }
                    return where;
                },
                HERE);
    }
}
