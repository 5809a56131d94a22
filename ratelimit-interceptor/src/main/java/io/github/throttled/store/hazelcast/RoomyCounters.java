package io.github.throttled.store.hazelcast;

import io.github.throttled.store.Counters;

import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.Executor;

/**
 * Counters in a map that is kept from overflowing: keys that come while there is no room share one
 * counter. So nobody is unlimited, and nobody is forgotten for their sake.
 */
final class RoomyCounters implements Counters {

    /** No partition key has this character. */
    static final String OVERFLOW = "\u0000overflow";

    private static final Executor HERE = Runnable::run;

    private final Counters counters;
    private final Room room;
    private final Runnable makeRoom;

    /**
     * @param makeRoom has room made soon; returns at once
     */
    RoomyCounters(Counters counters, Room room, Runnable makeRoom) {
        this.counters = counters;
        this.room = room;
        this.makeRoom = makeRoom;
    }

    @Override
    public CompletionStage<long[]> get(String key) {
        CompletionStage<long[]> own = counters.get(key);
        return room.isNone()
                ? own.thenComposeAsync(
                        state ->
                                state == null
                                        ? counters.get(OVERFLOW)
                                        : CompletableFuture.completedFuture(state),
                        HERE)
                : own;
    }

    @Override
    public CompletionStage<Boolean> compareAndSet(String key, long[] expected, long[] update) {
        if (expected == null) {
            return room.isNone()
                    ? counters.compareAndSet(OVERFLOW, null, update)
                    : counted(counters.compareAndSet(key, null, update));
        }
        CompletionStage<Boolean> own = counters.compareAndSet(key, expected, update);
        return room.isNone()
                ? own.thenComposeAsync(
                        stored ->
                                stored
                                        ? CompletableFuture.completedFuture(true)
                                        : ofAll(key, expected, update),
                        HERE)
                : own;
    }

    @Override
    public long[] glance(String key) {
        return counters.glance(key);
    }

    @Override
    public long kept() {
        return counters.kept();
    }

    @Override
    public CompletionStage<Void> remove(String key) {
        return counters.remove(key);
    }

    /** What was expected may have been what all share, but only if the key has nothing itself. */
    private CompletionStage<Boolean> ofAll(String key, long[] expected, long[] update) {
        return counters.get(key)
                .thenComposeAsync(
                        state ->
                                state == null
                                        ? counters.compareAndSet(OVERFLOW, expected, update)
                                        : CompletableFuture.completedFuture(false),
                        HERE);
    }

    private CompletionStage<Boolean> counted(CompletionStage<Boolean> added) {
        return added.thenApplyAsync(
                isAdded -> {
                    if (isAdded && room.taken()) {
                        makeRoom.run();
                    }
                    return isAdded;
                },
                HERE);
    }
}
