package io.github.throttled.engine;

import java.util.ArrayList;
import java.util.List;

/**
 * The calls of one key that nobody serves yet, in order. Those who gave up leave when it has grown,
 * so that it stays in proportion to those who wait, also while the store hangs. Not thread-safe.
 */
final class CallQueue {

    private static final int SMALL = 64;

    private final List<Call> calls = new ArrayList<>(1);
    private int grown = SMALL;

    void add(Call call) {
        if (calls.size() >= grown) {
            calls.removeIf(Call::isDone);
            grown = Math.max(SMALL, 2 * calls.size());
        }
        calls.add(call);
    }

    boolean isEmpty() {
        return calls.isEmpty();
    }

    List<Call> calls() {
        return calls;
    }
}
