package io.github.throttled.internal.store;

import java.time.Duration;

/** What the nodes of an application share besides counters. Thread-safe. */
public interface SharedMaps {

    /**
     * A board of texts; the same one each time that it is asked for with the same name and time.
     *
     * @param name letters, digits and {@code -}
     * @param kept how long an entry stays that nobody puts again, in whole seconds; zero for ever
     */
    SharedMap<String> texts(String name, Duration kept);

    /** A board of numbers; as {@link #texts}, and not the same entries as those. */
    SharedMap<long[]> numbers(String name, Duration kept);

    /**
     * What operators call this node, as far as that is known yet. Takes no longer than anything
     * else here, and never fails.
     */
    String nodeName();
}
