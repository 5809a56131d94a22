package io.github.throttled.cluster;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Supplier;

/**
 * Calls until somebody ends them: more than are admitted for one unused counter, then for the next,
 * so that at any time some are admitted and some refused.
 */
final class EndlessCalls implements Supplier<Optional<Counter>> {

    private static final int CALLS_EACH = Endpoint.QUOTA + 20;

    private final List<Counter> counters = new ArrayList<>();
    private int calls;
    private boolean ended;

    @Override
    public synchronized Optional<Counter> get() {
        if (calls % CALLS_EACH == 0) {
            if (ended) {
                return Optional.empty();
            }
            Endpoint[] endpoints = Endpoint.values();
            counters.add(Counter.unused(endpoints[counters.size() % endpoints.length]));
        }
        calls++;
        return Optional.of(counters.get(counters.size() - 1));
    }

    /** No more counters: when the last one got all its calls, there are no more calls. */
    synchronized void end() {
        ended = true;
    }

    /** The counters used so far. */
    synchronized List<Counter> counters() {
        return List.copyOf(counters);
    }
}
