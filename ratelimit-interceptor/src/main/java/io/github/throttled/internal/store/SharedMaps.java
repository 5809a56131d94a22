package io.github.throttled.internal.store;

import java.time.Duration;

/** The data that the nodes of an application share besides counters. Thread-safe. */
public interface SharedMaps {

    /**
     * A map of texts. The same name and lifetime always return the same map.
     *
     * @param name letters, digits and {@code -}
     * @param kept how long an entry lives after it was put, in whole seconds; zero for ever
     */
    SharedMap<String> texts(String name, Duration kept);

    /** A map of numbers; as {@link #texts}, with entries of its own. */
    SharedMap<long[]> numbers(String name, Duration kept);

    /**
     * The name that operators use for this node, as far as it is known. Takes no longer than other
     * operations, and never fails.
     */
    String nodeName();
}
