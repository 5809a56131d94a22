package io.github.throttled.internal.store.hazelcast;

import com.hazelcast.config.CacheDeserializedValues;
import com.hazelcast.config.EvictionConfig;
import com.hazelcast.config.EvictionPolicy;
import com.hazelcast.config.InMemoryFormat;
import com.hazelcast.config.InvalidConfigurationException;
import com.hazelcast.config.MapConfig;
import com.hazelcast.config.MaxSizePolicy;
import com.hazelcast.config.MergePolicyConfig;
import com.hazelcast.core.HazelcastInstance;
import com.hazelcast.map.IMap;
import com.hazelcast.spi.merge.PutIfAbsentMergePolicy;

import java.lang.System.Logger;
import java.lang.System.Logger.Level;
import java.util.Optional;

/**
 * The map of one policy, as every member has to know it.
 *
 * <p>A compare-and-set resets an entry's time-to-live to the map's, so idle entries leave by {@code
 * max-idle}. Reads do not refresh it on backups, and its grain is a second: it is more than twice
 * what the counters must be remembered, or the crash of a member would forget an exhausted key.
 *
 * <p>Hazelcast evicts nothing: it would go by partition and by when a key was used last, which lets
 * a caller wash off a counter that rejects him. {@link CapacityGuard} bounds the map.
 *
 * <p>Hazelcast cannot change the configuration of a map, and all nodes must find the same one under
 * the same name, so {@code max-idle} is part of the name. It is rounded up to a power of two, which
 * lets the counts survive most changes of a window.
 */
final class CounterMapConfig {

    private static final Logger LOG = System.getLogger(CounterMapConfig.class.getName());

    /** Clocks of nodes may differ, which makes a counter matter for longer. */
    private static final long MARGIN_MILLIS = 10_000;

    /**
     * After a split the larger part's counters stay, and others that only the smaller part has are
     * added. No policy can compare two counters: that is done by the nodes of the smaller part.
     */
    static final MergePolicyConfig MERGE_POLICY =
            new MergePolicyConfig(
                    PutIfAbsentMergePolicy.class.getName(), MergePolicyConfig.DEFAULT_BATCH_SIZE);

    private final String name;
    private final int maxIdleSeconds;

    CounterMapConfig(String application, String policy, long memoryMillis) {
        this.maxIdleSeconds = maxIdleSeconds(memoryMillis);
        this.name = "throttled/" + escaped(application) + "/" + policy + "/" + maxIdleSeconds + "s";
    }

    /** To Hazelcast an asterisk is a pattern, and what follows an at sign is not the name. */
    static String escaped(String application) {
        return application.replace("%", "%25").replace("*", "%2A").replace("@", "%40");
    }

    String name() {
        return name;
    }

    IMap<String, long[]> openOn(HazelcastInstance hazelcast) {
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
        found(hazelcast).ifPresent(this::check);
        return hazelcast.getMap(name);
    }

    /** Empty on a client, which may add a configuration, and not see any. */
    private Optional<MapConfig> found(HazelcastInstance hazelcast) {
        try {
            return Optional.of(hazelcast.getConfig().findMapConfig(name));
        } catch (UnsupportedOperationException e) {
            return Optional.empty();
        }
    }

    MapConfig config() {
        return new MapConfig(name)
                .setInMemoryFormat(InMemoryFormat.BINARY)
                .setBackupCount(1)
                .setAsyncBackupCount(0)
                .setReadBackupData(false)
                .setStatisticsEnabled(false)
                .setCacheDeserializedValues(CacheDeserializedValues.NEVER)
                .setTimeToLiveSeconds(0)
                .setMaxIdleSeconds(maxIdleSeconds)
                .setMergePolicyConfig(MERGE_POLICY)
                .setEvictionConfig(
                        new EvictionConfig()
                                .setEvictionPolicy(EvictionPolicy.NONE)
                                .setMaxSizePolicy(MaxSizePolicy.PER_NODE)
                                .setSize(Integer.MAX_VALUE));
    }

    private void check(MapConfig found) {
        if (found.getInMemoryFormat() != InMemoryFormat.BINARY) {
            throw new IllegalStateException(
                    "The Hazelcast map "
                            + name
                            + " has in-memory-format "
                            + found.getInMemoryFormat()
                            + ", with which compare-and-set never succeeds on counters."
                            + " Set it to BINARY.");
        }
        if (found.getEvictionConfig().getEvictionPolicy() != EvictionPolicy.NONE) {
            LOG.log(
                    Level.WARNING,
                    "The Hazelcast map {0} has eviction-policy {1}: a caller who is rejected can"
                            + " wash his counter off with other keys. Set it to NONE; room is made"
                            + " as max-keys says.",
                    name,
                    found.getEvictionConfig().getEvictionPolicy());
        }
        checkLifetime("max-idle-seconds", found.getMaxIdleSeconds());
        checkLifetime("time-to-live-seconds", found.getTimeToLiveSeconds());
    }

    private void checkLifetime(String setting, int seconds) {
        if (seconds != 0 && seconds < maxIdleSeconds) {
            throw new IllegalStateException(
                    "The Hazelcast map "
                            + name
                            + " has "
                            + setting
                            + " "
                            + seconds
                            + ", which would forget counters that still matter."
                            + " Set it to 0, or to "
                            + maxIdleSeconds
                            + " or more.");
        }
    }

    private static int maxIdleSeconds(long memoryMillis) {
        long least = (2 * memoryMillis + MARGIN_MILLIS) / 1000 + 1;
        long rounded = Long.highestOneBit(least - 1) << 1;
        return (int) Math.min(rounded, Integer.MAX_VALUE);
    }
}
