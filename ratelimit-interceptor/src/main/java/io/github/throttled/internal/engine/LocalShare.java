package io.github.throttled.internal.engine;

import io.github.throttled.internal.algorithm.Limits;
import io.github.throttled.internal.algorithm.Verdict;
import io.github.throttled.internal.config.model.Policy;
import io.github.throttled.internal.engine.combining.CounterOperation;
import io.github.throttled.internal.store.CounterStore;
import io.github.throttled.internal.store.local.LocalCounterStore;
import io.github.throttled.internal.store.local.LocalCounters;

import java.util.function.UnaryOperator;

/**
 * Enforces this node's share of a policy's limits with local counters. The counter of a key starts
 * with the node's share of the consumption that it last saw in the store. So an exhausted key stays
 * exhausted.
 */
final class LocalShare implements Fallback {

    private final Limits whole;
    private final LocalCounters counters;
    private final CounterStore store;
    private volatile Share share;

    /** The limits of one node, if so many nodes share them. */
    private record Share(int nodes, Limits limits) {}

    LocalShare(Policy policy, Limits whole, CounterStore store) {
        this.store = store;
        this.whole = whole;
        this.share = new Share(1, whole);
        this.counters =
                new LocalCounterStore(store::nowMillis)
                        .counters(
                                policy.counters(),
                                whole.memoryMillis(),
                                policy.maxKeys(),
                                (state, now) -> share().limits().used(state, now));
    }

    @Override
    public Verdict answer(String key, CounterOperation call, long[] lastSeen) {
        Share now = share();
        long[] entry = whole.shareEntry(lastSeen, now.nodes());
        return ask(key, now, own -> newer(entry, own), call);
    }

    @Override
    public void forget(String key) {
        counters.remove(key);
    }

    @Override
    public void giveBack(String key, CounterOperation undo) {
        ask(key, share(), own -> own, undo);
    }

    @Override
    public void keep(String key, CounterOperation keep) {
        if (counters.get(key).toCompletableFuture().join() != null) {
            ask(key, share(), own -> own, keep);
        }
    }

    private Verdict ask(String key, Share now, UnaryOperator<long[]> start, CounterOperation call) {
        return LocalDecider.ask(counters, now.limits(), key, store.nowMillis(), start, call);
    }

    private static long[] newer(long[] entry, long[] own) {
        return entry != null && (own == null || Limits.isNewer(entry, own)) ? entry : own;
    }

    private Share share() {
        int nodes = store.shares();
        Share current = share;
        if (current.nodes() != nodes) {
            current = new Share(nodes, whole.share(nodes));
            share = current;
        }
        return current;
    }
}
