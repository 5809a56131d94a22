package io.github.throttled.internal.store.jdbc;

import io.github.throttled.internal.store.Counters;

import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.function.Predicate;
import java.util.function.Supplier;

/** Counters whose operations fail while they are down, for some keys or all. */
record FailingCounters(Counters counters, Predicate<String> isDown) implements Counters {

    @Override
    public CompletionStage<long[]> get(String key) {
        return attempt(key, () -> counters.get(key));
    }

    @Override
    public CompletionStage<Boolean> compareAndSet(String key, long[] expected, long[] update) {
        return attempt(key, () -> counters.compareAndSet(key, expected, update));
    }

    @Override
    public CompletionStage<Stored> store(String key, long[] expected, long[] update) {
        return attempt(key, () -> counters.store(key, expected, update));
    }

    @Override
    public CompletionStage<long[]> getOwn(String key) {
        return attempt(key, () -> counters.getOwn(key));
    }

    @Override
    public CompletionStage<Boolean> restore(String key, long[] state) {
        return attempt(key, () -> counters.restore(key, state));
    }

    @Override
    public long kept() {
        return counters.kept();
    }

    @Override
    public CompletionStage<Void> remove(String key) {
        return attempt(key, () -> counters.remove(key));
    }

    private <T> CompletionStage<T> attempt(String key, Supplier<CompletionStage<T>> operation) {
        return isDown.test(key)
                ? CompletableFuture.failedFuture(new IllegalStateException("the grid is down"))
                : operation.get();
    }
}
