package io.github.throttled.internal.engine.combining;

import java.util.ArrayList;
import java.util.List;

/**
 * The calls of one key that are not yet being served, in order. A queue that has grown drops
 * completed calls, so its size stays proportional to the number of waiting callers, even while the
 * store hangs. Not thread-safe.
 */
final class OperationQueue {

    private static final int SMALL = 64;

    private final List<Submission> calls = new ArrayList<>(1);
    private int cleanUpSize = SMALL;

    void add(Submission call) {
        if (calls.size() >= cleanUpSize) {
            calls.removeIf(Submission::isDone);
            cleanUpSize = Math.max(SMALL, 2 * calls.size());
        }
        calls.add(call);
    }

    boolean isEmpty() {
        return calls.isEmpty();
    }

    List<Submission> calls() {
        return calls;
    }
}
