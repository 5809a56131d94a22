package io.github.throttled.engine;

import io.github.throttled.Decision;
import io.github.throttled.algorithm.Limits;
import io.github.throttled.algorithm.Verdict;
import io.github.throttled.policy.Policy;
import io.github.throttled.store.CounterStore;
import io.github.throttled.store.Counters;

import java.util.concurrent.CompletionException;
import java.util.concurrent.CompletionStage;

/** Decides for one policy: asks the store, and the fallback where the store does not answer. */
class PolicyLimiter {

    private final String policy;
    private final Counters counters;
    private final LastSeen lastSeen;
    private final Combiner combiner;
    private final Fallback fallback;
    private final StoreHealth health;

    /**
     * @param node this node's identity; positive
     */
    PolicyLimiter(Policy policy, CounterStore store, StoreHealth health, long node) {
        Limits limits = policy.toLimits(node);
        this.policy = policy.name();
        this.counters = store.counters(policy.counters(), limits.memoryMillis(), policy.maxKeys());
        this.lastSeen = new LastSeen(policy.maxKeys());
        this.combiner = new Combiner(() -> limits, counters, lastSeen, store::nowMillis);
        this.fallback = Fallback.of(policy, limits, store);
        this.health = health;
    }

    final Decision decide(String key, Call call, Patience patience) {
        combiner.submit(key, call);
        patience.await(call);
        return decision(key, call);
    }

    Grant acquire(String key, long permits, Patience patience) {
        Call call = Call.take(permits);
        combiner.submit(key, call);
        patience.await(call);
        boolean stored = !call.isCompletedExceptionally();
        Verdict verdict = verdict(key, call);
        Call undo = Call.giveBack(permits, verdict.atMillis());
        return new Grant(
                decision(verdict),
                () -> {
                    if (stored) {
                        combiner.submit(key, undo);
                    } else {
                        fallback.giveBack(key, undo);
                    }
                });
    }

    /** Does nothing more of its own accord. */
    void stop() {}

    final CompletionStage<Decision> decideAsync(String key, Call call, Patience patience) {
        combiner.submit(key, call);
        patience.watch(call);
        // What the caller does next must not run on a thread of the grid.
        return call.handleAsync((verdict, error) -> decision(key, call));
    }

    final CompletionStage<Void> reset(String key) {
        return counters.remove(key)
                .thenRun(
                        () -> {
                            lastSeen.forget(key);
                            fallback.forget(key);
                        });
    }

    /** The answer of a call that is done. */
    private Decision decision(String key, Call call) {
        return decision(verdict(key, call));
    }

    final Decision decision(Verdict verdict) {
        return Decisions.of(policy, verdict);
    }

    final Combiner combiner() {
        return combiner;
    }

    final Fallback fallback() {
        return fallback;
    }

    /** The store's answer to a call that is done, or that of whoever stands in for it. */
    final Verdict verdict(String key, Call call) {
        try {
            Verdict verdict = call.join();
            health.answered();
            return verdict;
        } catch (CompletionException e) {
            if (!(e.getCause() instanceof InterruptedException)) {
                health.failed(e.getCause());
            }
            return fallback.answer(key, call.again(), lastSeen.get(key));
        }
    }
}
