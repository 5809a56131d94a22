package io.github.throttled.engine;

import io.github.throttled.algorithm.Limits;
import io.github.throttled.algorithm.Verdict;
import io.github.throttled.policy.Policy;
import io.github.throttled.store.CounterStore;
import io.github.throttled.store.Counters;
import io.github.throttled.store.LocalCounterStore;

/**
 * Enforces this node's share of a policy's limits with counters of its own. A key starts with its
 * share of what the store last said was consumed, so that an exhausted key stays exhausted.
 */
final class Share implements Fallback {

    private final Limits whole;
    private final Counters counters;
    private final Combiner combiner;
    private final CounterStore store;
    private volatile Part part;

    /** The limits of one of so many nodes. */
    private record Part(int nodes, Limits limits) {}

    Share(Policy policy, Limits whole, CounterStore store) {
        this.store = store;
        this.whole = whole;
        this.part = new Part(1, whole);
        this.counters =
                new LocalCounterStore(store::nowMillis)
                        .counters(
                                policy.counters(),
                                whole.memoryMillis(),
                                policy.maxKeys(),
                                (state, now) -> part().limits().used(state, now));
        this.combiner =
                new Combiner(
                        new Books(
                                () -> part().limits(),
                                counters,
                                new LastSeen(1),
                                store::nowMillis));
    }

    @Override
    public Verdict answer(String key, Call call, long[] lastSeen) {
        startFrom(key, whole.shareEntry(lastSeen, part().nodes()));
        combiner.submit(key, call);
        return call.join();
    }

    @Override
    public void forget(String key) {
        counters.remove(key);
    }

    @Override
    public void giveBack(String key, Call undo) {
        combiner.submit(key, undo);
    }

    @Override
    public void keep(String key, Call keep) {
        if (counters.get(key).toCompletableFuture().join() != null) {
            combiner.submit(key, keep);
        }
    }

    private void startFrom(String key, long[] entry) {
        long[] own = counters.get(key).toCompletableFuture().join();
        if (entry != null && (own == null || Limits.isNewer(entry, own))) {
            counters.compareAndSet(key, own, entry);
        }
    }

    private Part part() {
        int nodes = store.shares();
        Part current = part;
        if (current.nodes() != nodes) {
            current = new Part(nodes, whole.share(nodes));
            part = current;
        }
        return current;
    }
}
