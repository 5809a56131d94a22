package io.github.throttled.engine;

import io.github.throttled.algorithm.Counter;
import io.github.throttled.algorithm.Verdict;

import java.util.concurrent.CompletableFuture;

/**
 * One caller's question, completed with the answer. Who gives up on it completes it first; from
 * then on nobody asks it.
 */
final class Call extends CompletableFuture<Verdict> {

    private final long permits;
    private final boolean peek;

    private Call(long permits, boolean peek) {
        if (permits < 1) {
            throw new IllegalArgumentException("A call costs at least 1 permit, not " + permits);
        }
        this.permits = permits;
        this.peek = peek;
    }

    static Call take(long permits) {
        return new Call(permits, false);
    }

    static Call peek(long permits) {
        return new Call(permits, true);
    }

    /** The same question again, unanswered. */
    Call again() {
        return new Call(permits, peek);
    }

    boolean isPeek() {
        return peek;
    }

    long permits() {
        return permits;
    }

    Verdict ask(Counter counter) {
        return peek ? counter.peek(permits) : counter.take(permits);
    }
}
