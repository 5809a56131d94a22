package io.github.throttled.client;

import java.util.LinkedHashMap;
import java.util.Map;

/**
 * Holds the state of each origin. Thread-safe.
 *
 * <p>An application may call addresses from user input and so reach any number of servers. The
 * least recently used origins are removed.
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
