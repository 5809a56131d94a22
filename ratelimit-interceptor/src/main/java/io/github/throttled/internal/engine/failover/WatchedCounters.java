package io.github.throttled.internal.engine.failover;

import io.github.throttled.internal.store.Counters;

import java.util.concurrent.CompletionStage;
import java.util.function.Function;

/** Reports every answer of the store, even if its caller has given up. */
final class WatchedCounters implements Counters {

    /** A question that the store has been asked. */
    interface Question {

        /** Records that the store has answered, and has not failed. */
        void answered();
    }

    private final Counters counters;
    private final Function<String, Question> questions;

    /**
     * @param questions records a question about a key
     */
    WatchedCounters(Counters counters, Function<String, Question> questions) {
        this.counters = counters;
        this.questions = questions;
    }

    @Override
    public CompletionStage<long[]> get(String key) {
        Question question = questions.apply(key);
        return watched(question, counters.get(key));
    }

    @Override
    public CompletionStage<Stored> store(String key, long[] expected, long[] update) {
        Question question = questions.apply(key);
        return watched(question, counters.store(key, expected, update));
    }

    @Override
    public CompletionStage<Void> remove(String key) {
        Question question = questions.apply(key);
        return watched(question, counters.remove(key));
    }

    @Override
    public long kept() {
        return counters.kept();
    }

    @Override
    public int departures() {
        return counters.departures();
    }

    private static <T> CompletionStage<T> watched(Question question, CompletionStage<T> answer) {
        return answer.whenCompleteAsync(
                (value, error) -> {
                    if (error == null) {
                        question.answered();
                    }
                },
                HERE);
    }
}
