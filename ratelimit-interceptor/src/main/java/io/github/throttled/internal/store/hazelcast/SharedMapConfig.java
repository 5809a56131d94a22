package io.github.throttled.internal.store.hazelcast;

import com.hazelcast.config.CacheDeserializedValues;
import com.hazelcast.config.InMemoryFormat;
import com.hazelcast.config.InvalidConfigurationException;
import com.hazelcast.config.MapConfig;
import com.hazelcast.core.HazelcastInstance;
import com.hazelcast.map.IMap;

import java.lang.System.Logger;
import java.lang.System.Logger.Level;
import java.time.Duration;

/**
 * The configuration of a shared map, which must be the same on every member. Two members may fail
 * at once without loss, because an operator's changes must survive the failure of a node. As with
 * counters, the lifetime of entries is part of the name.
 */
final class SharedMapConfig {

    private static final Logger LOG = System.getLogger(SharedMapConfig.class.getName());

    private static final int BACKUPS = 2;

    private final String name;
    private final int keptSeconds;

    /**
     * @param kind separates maps of texts from maps of numbers
     * @param kept the lifetime of entries; zero for ever
     */
    SharedMapConfig(String application, String kind, String map, Duration kept) {
        this.keptSeconds = Math.toIntExact(kept.toSeconds());
        // No policy can have this name.
        this.name =
                "throttled/%s/+%s/%s/%ds"
                        .formatted(CounterMapConfig.escaped(application), kind, map, keptSeconds);
    }

    String name() {
        return name;
    }

    <V> IMap<String, V> openOn(HazelcastInstance hazelcast) {
        try {
            hazelcast.getConfig().addMapConfig(config());
        } catch (InvalidConfigurationException e) {
            LOG.log(
                    Level.WARNING,
                    "The map {0} is configured already, and that configuration stays until the"
                            + " cluster is restarted: {1}",
                    name,
                    e.getMessage());
        }
        return hazelcast.getMap(name);
    }

    private MapConfig config() {
        return new MapConfig(name)
                .setInMemoryFormat(InMemoryFormat.BINARY)
                .setBackupCount(BACKUPS)
                .setAsyncBackupCount(0)
                .setReadBackupData(false)
                .setStatisticsEnabled(false)
                .setCacheDeserializedValues(CacheDeserializedValues.NEVER)
                .setTimeToLiveSeconds(keptSeconds)
                .setMaxIdleSeconds(0)
                .setMergePolicyConfig(CounterMapConfig.MERGE_POLICY);
    }
}
