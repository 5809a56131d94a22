package io.github.throttled.internal.store.hazelcast;

import io.github.throttled.internal.store.Counters;

import java.util.concurrent.CompletionStage;
import java.util.function.Function;

/**
 * Counters by internal operations of Hazelcast, until one of these is missing; by the public API
 * from then on. The call that finds it missing gets its answer from the public API, too.
 */
final class SwitchedCounters implements Counters {

    private final Counters internal;
    private final Counters publicApi;
    private final InternalOperations operations;

    SwitchedCounters(Counters internal, Counters publicApi, InternalOperations operations) {
        this.internal = internal;
        this.publicApi = publicApi;
        this.operations = operations;
    }

    @Override
    public CompletionStage<long[]> get(String key) {
        return ask(counters -> counters.get(key));
    }

    @Override
    public CompletionStage<Boolean> compareAndSet(String key, long[] expected, long[] update) {
        return ask(counters -> counters.compareAndSet(key, expected, update));
    }

    @Override
    public long kept() {
        return publicApi.kept();
    }

    @Override
    public CompletionStage<Void> remove(String key) {
        return ask(counters -> counters.remove(key));
    }

    private <T> CompletionStage<T> ask(Function<Counters, CompletionStage<T>> question) {
        if (operations.areUsed()) {
            try {
                return question.apply(internal);
            } catch (LinkageError e) {
                operations.giveUp(e);
            }
        }
        return question.apply(publicApi);
    }
}
