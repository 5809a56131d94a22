package io.github.throttled.internal.store.jdbc;

import io.github.throttled.internal.store.CounterStore;
import io.github.throttled.internal.store.Counters;
import io.github.throttled.internal.store.EvictionRank;
import io.github.throttled.internal.store.SharedMaps;
import io.github.throttled.internal.store.local.LocalCounterStore;
import io.github.throttled.internal.store.local.LocalSharedMaps;

import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.function.LongSupplier;
import java.util.function.Predicate;

/**
 * Counters that several nodes of a test share for as long as it holds on to them. As in a real
 * grid, those with another memory are others.
 */
final class TestGrid implements CounterStore {

    private final Map<Counters, Counters> known = new ConcurrentHashMap<>();
    private final List<Runnable> atTheEnd = new CopyOnWriteArrayList<>();
    private final LocalCounterStore counters;
    private volatile int members = 1;
    private volatile Predicate<String> isDown = key -> false;

    TestGrid(LongSupplier clock) {
        counters = new LocalCounterStore(clock);
    }

    void setMembers(int now) {
        members = now;
    }

    /** From now on no operation succeeds, or they do again. */
    void setDown(boolean down) {
        setDown(key -> down);
    }

    /** From now on no operation on these keys succeeds. */
    void setDown(Predicate<String> keys) {
        isDown = keys;
    }

    @Override
    public Counters counters(String policy, long memoryMillis, int maxKeys, EvictionRank rank) {
        Counters found =
                counters.counters(policy + '/' + memoryMillis, memoryMillis, maxKeys, rank);
        return known.computeIfAbsent(
                found, same -> new FailingCounters(same, key -> isDown.test(key)));
    }

    @Override
    public long nowMillis() {
        return counters.nowMillis();
    }

    @Override
    public int members() {
        return members;
    }

    @Override
    public SharedMaps sharedMaps(Duration timeout) {
        return new LocalSharedMaps(this::nowMillis);
    }

    @Override
    public String description() {
        return "a grid";
    }

    @Override
    public void beforeShutdown(Runnable last) {
        atTheEnd.add(last);
    }

    /** Ends as the grid of a server does, before the applications. */
    void shutDown() {
        atTheEnd.forEach(Runnable::run);
        setDown(true);
    }

    /** The other nodes go on. */
    @Override
    public void close() {}
}
