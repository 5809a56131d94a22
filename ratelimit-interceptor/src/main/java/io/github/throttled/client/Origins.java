package io.github.throttled.client;

import java.util.LinkedHashMap;
import java.util.Map;

/**
 * What is known of servers. Who calls addresses that others choose may meet any number of them, so
 * the longest unused are forgotten. Thread-safe.
 */
final class Origins {

    static final int MOST = 1000;

    private final Map<Origin, OriginState> states =
            new LinkedHashMap<>(16, 0.75f, true) {

                private static final long serialVersionUID = 1L;

                @Override
                protected boolean removeEldestEntry(Map.Entry<Origin, OriginState> eldest) {
                    return size() > MOST;
                }
            };

    synchronized OriginState state(Origin origin) {
        return states.computeIfAbsent(origin, unknown -> new OriginState());
    }
}
