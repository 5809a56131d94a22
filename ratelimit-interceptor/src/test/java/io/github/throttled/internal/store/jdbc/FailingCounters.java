package io.github.throttled.internal.store.jdbc;

import io.github.throttled.internal.store.Counters;
import io.github.throttled.internal.store.ForwardingCounters;

import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.function.Predicate;
import java.util.function.Supplier;

/** Counters whose operations fail while they are down, for some keys or all. */
final class FailingCounters extends ForwardingCounters {

    private final Predicate<String> isDown;

    FailingCounters(Counters counters, Predicate<String> isDown) {
        super(counters);
        this.isDown = isDown;
    }

    @Override
    protected <T> CompletionStage<T> ask(String key, Supplier<CompletionStage<T>> question) {
        return isDown.test(key)
                ? CompletableFuture.failedFuture(new IllegalStateException("the grid is down"))
                : super.ask(key, question);
    }
}
