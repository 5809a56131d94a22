package io.github.throttled.cluster;

import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.Supplier;

/**
 * Which counter the next call is for: some counters in turn, until each got more calls than are
 * admitted; then, in an endless series, the next ones. Many clients may take their calls from it.
 */
final class Calls {

    /** More than are admitted. */
    private static final int TOO_MANY = Endpoint.QUOTA + 50;

    private final Set<Counter> counters = new LinkedHashSet<>();
    private final Supplier<List<Counter>> unused;
    private final int each;
    private List<Counter> current;
    private int sent;
    private boolean ended;

    private Calls(List<Counter> first, int each, Supplier<List<Counter>> unused) {
        this.each = each;
        this.unused = unused;
        use(first);
    }

    /** Calls for these counters and no others, a few more for each than are admitted. */
    static Calls forAll(List<Counter> counters) {
        return forAll(counters, TOO_MANY);
    }

    /** So many calls for each of these counters. */
    static Calls forAll(List<Counter> counters, int each) {
        Calls calls = new Calls(counters, each, List::of);
        calls.end();
        return calls;
    }

    /**
     * Calls until somebody ends them, so that at any time some are admitted and some refused.
     *
     * @param atEachEndpoint how many counters of each endpoint are in use at a time
     */
    static Calls endless(int atEachEndpoint) {
        return endless(() -> Counter.unusedAtAll(atEachEndpoint));
    }

    /**
     * Calls until somebody ends them.
     *
     * @param unused the counters in use at a time, most of them others each time
     */
    static Calls endless(Supplier<List<Counter>> unused) {
        return new Calls(unused.get(), TOO_MANY, unused);
    }

    /** Calls for these counters and no others until somebody ends them. */
    static Calls endlessFor(List<Counter> counters) {
        return new Calls(counters, 1, () -> counters);
    }

    /** The counter for the next call; empty if there are no more calls. */
    synchronized Optional<Counter> next() {
        if (sent == current.size() * each) {
            if (ended) {
                return Optional.empty();
            }
            use(unused.get());
        }
        return Optional.of(current.get(sent++ % current.size()));
    }

    /** No more counters: when those in use have all their calls, there are no more calls. */
    synchronized void end() {
        ended = true;
    }

    /** The counters used so far. */
    synchronized List<Counter> counters() {
        return List.copyOf(counters);
    }

    private void use(List<Counter> next) {
        current = next;
        sent = 0;
        counters.addAll(next);
    }
}
