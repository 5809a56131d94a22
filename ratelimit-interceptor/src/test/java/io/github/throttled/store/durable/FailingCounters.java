package io.github.throttled.store.durable;

import io.github.throttled.store.Counters;

import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.function.BooleanSupplier;
import java.util.function.Supplier;

/** Counters whose operations fail while they are down. */
record FailingCounters(Counters counters, BooleanSupplier isDown) implements Counters {

    @Override
    public CompletionStage<long[]> get(String key) {
        return attempt(() -> counters.get(key));
    }

    @Override
    public CompletionStage<Boolean> compareAndSet(String key, long[] expected, long[] update) {
        return attempt(() -> counters.compareAndSet(key, expected, update));
    }

    @Override
    public long kept() {
        return counters.kept();
    }

    @Override
    public CompletionStage<Void> remove(String key) {
        return attempt(() -> counters.remove(key));
    }

    private <T> CompletionStage<T> attempt(Supplier<CompletionStage<T>> operation) {
        return isDown.getAsBoolean()
                ? CompletableFuture.failedFuture(new IllegalStateException("the grid is down"))
                : operation.get();
    }
}
