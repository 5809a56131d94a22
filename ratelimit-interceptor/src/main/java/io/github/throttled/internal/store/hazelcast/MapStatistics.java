package io.github.throttled.internal.store.hazelcast;

import com.hazelcast.map.IMap;

/** Statistics of a member's own part of a map. Asks no other member. */
final class MapStatistics {

    private final IMap<String, long[]> map;

    MapStatistics(IMap<String, long[]> map) {
        this.map = map;
    }

    /**
     * How many entries this node's member owns, without backups; 0 on a client, and on an instance
     * that is down. Hazelcast counts them even if the map's statistics are disabled.
     */
    long ownedEntries() {
        try {
            return map.getLocalMapStats().getOwnedEntryCount();
        } catch (RuntimeException e) {
            // The instance is down.
            return 0;
        }
    }
}
