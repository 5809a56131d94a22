package io.github.throttled.internal.engine.combining;

import java.util.ArrayList;
import java.util.List;

/**
 * The calls of one key that nobody serves yet, in order. Those who gave up leave when it has grown,
 * so that it stays in proportion to those who wait, also while the store hangs. Not thread-safe.
 */
final class OperationQueue {

    private static final int SMALL = 64;

    private final List<CounterOperation> calls = new ArrayList<>(1);
    private int grown = SMALL;

    void add(CounterOperation call) {
        if (calls.size() >= grown) {
            calls.removeIf(CounterOperation::isDone);
            grown = Math.max(SMALL, 2 * calls.size());
        }
        calls.add(call);
    }

    boolean isEmpty() {
        return calls.isEmpty();
    }

    List<CounterOperation> calls() {
        return calls;
    }
}
