package io.github.throttled.cluster;

import java.util.function.ToDoubleFunction;

/** What a node that runs for long must not need more and more of. */
enum NodeResource {
    /** Counters come and go, so that the heap is never quite the same. */
    HEAP("heap in use after a collection, MB", 0.10, 4, node -> node.heapBytes() / 1e6),

    /** Pools start and end a few as they need them. */
    THREADS("threads", 0, 10, Footprint::threads),

    /** The log and connections that are being closed. */
    HANDLES("open file handles", 0, 10, Footprint::handles);

    private final String label;
    private final double share;
    private final double allowance;
    private final ToDoubleFunction<Footprint> value;

    NodeResource(String label, double share, double allowance, ToDoubleFunction<Footprint> value) {
        this.label = label;
        this.share = share;
        this.allowance = allowance;
        this.value = value;
    }

    /** What it is called, with its unit. */
    String label() {
        return label;
    }

    double of(Footprint node) {
        return value.applyAsDouble(node);
    }

    /** The most that counts as flat where there was so much before. */
    double allowed(double before) {
        return before * (1 + share) + allowance;
    }
}
