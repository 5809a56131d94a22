package io.github.throttled.engine;

import io.github.throttled.algorithm.Counter;
import io.github.throttled.algorithm.Verdict;

import java.util.concurrent.CompletableFuture;
import java.util.function.Function;

/**
 * One caller's question, completed with the answer. Who gives up on it completes it first; from
 * then on nobody asks it.
 */
final class Call extends CompletableFuture<Verdict> {

    private final Function<Counter, Verdict> question;
    private final boolean needsReading;

    private Call(Function<Counter, Verdict> question, boolean needsReading) {
        this.question = question;
        this.needsReading = needsReading;
    }

    static Call take(long permits) {
        check(permits);
        return new Call(counter -> counter.take(permits), false);
    }

    static Call peek(long permits) {
        check(permits);
        return new Call(counter -> counter.peek(permits), true);
    }

    /**
     * Undoes a take.
     *
     * @param takenAtMillis the {@link Verdict#atMillis} of the take
     */
    static Call giveBack(long permits, long takenAtMillis) {
        return new Call(
                counter -> {
                    counter.giveBack(permits, takenAtMillis);
                    return counter.peek(permits);
                },
                true);
    }

    /** The same question again, unanswered. */
    Call again() {
        return new Call(question, needsReading);
    }

    /** Whether the state that this node saw last is not good enough. */
    boolean needsReading() {
        return needsReading;
    }

    Verdict ask(Counter counter) {
        return question.apply(counter);
    }

    private static void check(long permits) {
        if (permits < 1) {
            throw new IllegalArgumentException("A call costs at least 1 permit, not " + permits);
        }
    }
}
