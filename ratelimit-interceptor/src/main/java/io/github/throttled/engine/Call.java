package io.github.throttled.engine;

import io.github.throttled.algorithm.Counter;
import io.github.throttled.algorithm.Unused;
import io.github.throttled.algorithm.Verdict;

import java.util.concurrent.CompletableFuture;
import java.util.function.Function;
import java.util.function.Supplier;

/**
 * One caller's question, completed with the answer. Who gives up on it completes it first; from
 * then on nobody asks it.
 */
final class Call extends CompletableFuture<Verdict> {

    private final Function<Counter, Verdict> question;
    private final long cost;

    private Call(Function<Counter, Verdict> question, long cost) {
        this.question = question;
        this.cost = cost;
    }

    private static Call notTaking(Function<Counter, Verdict> question) {
        return new Call(question, 0);
    }

    static Call take(long permits) {
        return new Call(counter -> counter.take(permits), permits);
    }

    static Call peek(long permits) {
        return notTaking(counter -> counter.peek(permits));
    }

    /**
     * Undoes a take.
     *
     * @param takenAtMillis the {@link Verdict#atMillis} of the take
     */
    static Call giveBack(long permits, long takenAtMillis) {
        return notTaking(
                counter -> {
                    counter.giveBack(permits, takenAtMillis);
                    return counter.peek(permits);
                });
    }

    /** Undoes a take of what has not been used. */
    static Call giveBack(Unused unused) {
        return notTaking(
                counter -> {
                    counter.giveBack(unused);
                    return counter.peek(1);
                });
    }

    /**
     * Renews what this node holds.
     *
     * @param held what its calls hold; asked for when it is decided
     */
    static Call keep(Supplier<Holdings.Held> held) {
        return notTaking(
                counter -> {
                    Holdings.Held now = held.get();
                    counter.keep(now.atLeast(), now.atMost());
                    return counter.peek(1);
                });
    }

    /** The same question again, unanswered. */
    Call again() {
        return new Call(question, cost);
    }

    /** What it takes if it is admitted; 0 if it takes nothing in any case. */
    long cost() {
        return cost;
    }

    Verdict ask(Counter counter) {
        return question.apply(counter);
    }
}
