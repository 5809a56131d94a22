package io.github.throttled.internal.store;

import java.util.Objects;
import java.util.concurrent.CompletionStage;
import java.util.function.Supplier;

/** Forwards to other counters. A subclass overrides what it adds. */
public abstract class ForwardingCounters implements Counters {

    private final Counters counters;

    /** Forwards to these. */
    protected ForwardingCounters(Counters counters) {
        this.counters = Objects.requireNonNull(counters, "counters");
    }

    @Override
    public CompletionStage<long[]> get(String key) {
        return ask(key, () -> counters.get(key));
    }

    @Override
    public CompletionStage<Stored> store(String key, long[] expected, long[] update) {
        return ask(key, () -> counters.store(key, expected, update));
    }

    @Override
    public CompletionStage<long[]> getOwn(String key) {
        return ask(key, () -> counters.getOwn(key));
    }

    @Override
    public CompletionStage<Boolean> restore(String key, long[] state) {
        return ask(key, () -> counters.restore(key, state));
    }

    @Override
    public final long kept() {
        return counters.kept();
    }

    @Override
    public final int departures() {
        return counters.departures();
    }

    @Override
    public CompletionStage<Void> remove(String key) {
        return ask(key, () -> counters.remove(key));
    }

    /** Asks the other counters. Every method that returns a stage comes through here. */
    protected <T> CompletionStage<T> ask(String key, Supplier<CompletionStage<T>> question) {
        return question.get();
    }
}
