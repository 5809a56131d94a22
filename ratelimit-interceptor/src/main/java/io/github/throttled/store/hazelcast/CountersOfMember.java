package io.github.throttled.store.hazelcast;

import io.github.throttled.store.Counters;

import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.Executor;
import java.util.function.Supplier;

/**
 * The counters of a grid for as long as this node belongs to it: what it may not ask fails at once,
 * and so does what was under way when that changed, for it may be done or not.
 */
record CountersOfMember(Counters counters, Membership membership) implements Counters {

    /** On the thread that brings the answer. */
    private static final Executor HERE = Runnable::run;

    @Override
    public CompletionStage<long[]> get(String key) {
        return guarded(() -> counters.get(key));
    }

    @Override
    public CompletionStage<Boolean> compareAndSet(String key, long[] expected, long[] update) {
        return guarded(() -> counters.compareAndSet(key, expected, update));
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
        return guarded(() -> counters.remove(key));
    }

    private <T> CompletionStage<T> guarded(Supplier<CompletionStage<T>> operation) {
        try {
            int era = membership.era();
            return operation.get().thenApplyAsync(answer -> checked(answer, era), HERE);
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
