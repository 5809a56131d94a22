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
 * The configuration of the map of one policy, which must be the same on every member.
 *
 * <p>A compare-and-set resets an entry's time-to-live to the map's, so idle entries expire by
 * {@code max-idle}. Reads do not refresh it on backups, and its resolution is a second. So it is
 * more than twice the memory of the counters; otherwise the crash of a member could lose an
 * exhausted key.
 *
 * <p>Hazelcast evicts nothing here. Its eviction works by partition and by last use, so a caller
 * could evict a counter that rejects it. {@link CapacityGuard} bounds the map.
 *
 * <p>{@link ExpirySweep} removes counters before they expire, so entries only expire if no member
 * runs the application any more.
 *
 * <p>Hazelcast cannot change the configuration of a map, and all nodes must find the same one under
 * the same name. So the least {@code max-idle} is part of the name. It is rounded up to a power of
 * two, so that counters survive most changes of a window.
 */
final class CounterMapConfig {

    private static final Logger LOG = System.getLogger(CounterMapConfig.class.getName());

    /** The clocks of nodes may differ, so a counter matters for longer. */
    private static final long MARGIN_MILLIS = 10_000;

    /** How much later Hazelcast removes what {@link ExpirySweep} has left. */
    private static final int SWEEP_SECONDS = 3_600;

    /**
     * After a split, the counters of the larger part stay, and those that only the smaller part has
     * are added. A merge policy cannot take the stricter of two counters; the nodes of the smaller
     * part do that.
     */
    static final MergePolicyConfig MERGE_POLICY =
            new MergePolicyConfig(
                    PutIfAbsentMergePolicy.class.getName(), MergePolicyConfig.DEFAULT_BATCH_SIZE);

    private final String name;

    /** The least that {@code max-idle} may be. */
    private final int leastIdleSeconds;

    CounterMapConfig(String application, String policy, long memoryMillis) {
        this.leastIdleSeconds = leastIdleSeconds(memoryMillis);
        this.name =
                "throttled/" + escaped(application) + "/" + policy + "/" + leastIdleSeconds + "s";
    }

    /**
     * Escapes an asterisk, which Hazelcast takes for a pattern, and an at sign, which ends the
     * name.
     */
    static String escaped(String application) {
        return application.replace("%", "%25").replace("*", "%2A").replace("@", "%40");
    }

    String name() {
        return name;
    }

    /**
     * A counter of this map that was last changed longer ago equals none, under any limits whose
     * counters this map may have.
     */
    long forgottenMillis() {
        return leastIdleSeconds * 1_000L / 2;
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

    /** Empty on a client, which can add a configuration but not read one. */
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
                .setMaxIdleSeconds(saturated((long) leastIdleSeconds + SWEEP_SECONDS))
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
                    "The Hazelcast map {0} has eviction-policy {1}: a rejected caller can evict"
                            + " its own counter by using other keys. Set it to NONE; Throttled"
                            + " bounds the map by max-keys.",
                    name,
                    found.getEvictionConfig().getEvictionPolicy());
        }
        checkLifetime("max-idle-seconds", found.getMaxIdleSeconds());
        checkLifetime("time-to-live-seconds", found.getTimeToLiveSeconds());
    }

    private void checkLifetime(String setting, int seconds) {
        if (seconds != 0 && seconds < leastIdleSeconds) {
            throw new IllegalStateException(
                    "The Hazelcast map "
                            + name
                            + " has "
                            + setting
                            + " "
                            + seconds
                            + ", which would forget counters that still matter."
                            + " Set it to 0, or to "
                            + leastIdleSeconds
                            + " or more.");
        }
    }

    private static int leastIdleSeconds(long memoryMillis) {
        long least = (2 * memoryMillis + MARGIN_MILLIS) / 1000 + 1;
        long rounded = Long.highestOneBit(least - 1) << 1;
        return saturated(rounded);
    }

    private static int saturated(long seconds) {
        return (int) Math.min(seconds, Integer.MAX_VALUE);
    }
}
