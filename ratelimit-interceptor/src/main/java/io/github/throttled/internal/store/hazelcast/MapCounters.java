package io.github.throttled.internal.store.hazelcast;

import com.hazelcast.map.IMap;

import io.github.throttled.internal.store.Counters;

import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.function.Supplier;

/**
 * The counters of one policy in a map of the grid, while this node belongs to that grid.
 *
 * <p>A question that the {@link Membership} forbids fails at once. So does a question that was
 * under way when the membership changed: its change may be done or not.
 */
abstract class MapCounters implements Counters {

    private final IMap<String, long[]> map;
    private final Membership membership;
    private final MapStatistics statistics;

    MapCounters(IMap<String, long[]> map, Membership membership) {
        this.map = map;
        this.membership = membership;
        this.statistics = new MapStatistics(map);
    }

    final IMap<String, long[]> map() {
        return map;
    }

    final Membership membership() {
        return membership;
    }

    @Override
    public final CompletionStage<long[]> get(String key) {
        return whileMember(() -> ForeignValue.orCounter(read(key)));
    }

    @Override
    public final CompletionStage<Stored> store(String key, long[] expected, long[] update) {
        return whileMember(
                () ->
                        write(key, expected, update)
                                .thenApplyAsync(
                                        isStored -> isStored ? Stored.OWN : Stored.NOT, HERE));
    }

    @Override
    public final CompletionStage<Void> remove(String key) {
        return whileMember(() -> delete(key).thenApplyAsync(removed -> null, HERE));
    }

    @Override
    public final long kept() {
        return statistics.ownedEntries();
    }

    @Override
    public final int departures() {
        return membership.departures();
    }

    /** The stored value of the key; null for none. */
    abstract CompletionStage<?> read(String key);

    /** As {@link #store}, and returns whether the update was stored. */
    abstract CompletionStage<Boolean> write(String key, long[] expected, long[] update);

    /** Removes the entry of the key. */
    abstract CompletionStage<?> delete(String key);

    private <T> CompletionStage<T> whileMember(Supplier<CompletionStage<T>> question) {
        try {
            int era = membership.era();
            return question.get().thenApplyAsync(answer -> checked(answer, era), HERE);
        } catch (RuntimeException e) {
            // An instance that is shutting down throws instead of failing a stage.
            return CompletableFuture.failedFuture(e);
        }
    }

    private <T> T checked(T answer, int era) {
        if (!membership.isStill(era)) {
            throw new IllegalStateException("this node has left the cluster that it had asked");
        }
        return answer;
    }
}
