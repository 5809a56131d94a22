package io.github.throttled.benchmark;

import com.hazelcast.config.EvictionConfig;
import com.hazelcast.config.EvictionPolicy;
import com.hazelcast.config.MapConfig;
import com.hazelcast.config.MaxSizePolicy;
import com.hazelcast.map.IMap;

import io.github.bucket4j.Bandwidth;
import io.github.bucket4j.Bucket;
import io.github.bucket4j.BucketConfiguration;
import io.github.bucket4j.distributed.proxy.ProxyManager;
import io.github.bucket4j.distributed.proxy.optimization.DelayParameters;
import io.github.bucket4j.distributed.proxy.optimization.Optimization;
import io.github.bucket4j.distributed.proxy.optimization.Optimizations;
import io.github.bucket4j.grid.hazelcast.Bucket4jHazelcast;
import io.github.bucket4j.local.SynchronizationStrategy;

import java.time.Duration;
import java.util.function.Function;

/**
 * Bucket4j. Its proxies of buckets in the grid are kept, one for each key and node: they cost
 * something to make, and some hold the state of the optimization.
 */
final class Bucket4jDecider {

    private static final DelayParameters DELAY = new DelayParameters(100, Duration.ofSeconds(1));

    private Bucket4jDecider() {}

    static Decider entryProcessor(Setting setting) {
        return proxies(setting, byEntryProcessor(forgetful(setting)), null);
    }

    static Decider entryProcessorProbe(Setting setting) {
        return probes(setting, proxy(setting, byEntryProcessor(forgetful(setting)), null));
    }

    /** On a map that never forgets a key, which makes the entries smaller. */
    static Decider plainMap(Setting setting) {
        return proxies(setting, byEntryProcessor(open(setting, mapConfig(setting))), null);
    }

    static Decider compareAndSwap(Setting setting) {
        var manager = Bucket4jHazelcast.casBasedBuilder(forgetful(setting)).build();
        return proxies(setting, manager, null);
    }

    static Decider batching(Setting setting) {
        var manager = byEntryProcessor(forgetful(setting));
        return proxies(setting, manager, Optimizations.batching());
    }

    /** What it believes of the grid is late, so there is nothing to compare its answers with. */
    static Decider delaying(Setting setting) {
        var manager = byEntryProcessor(forgetful(setting));
        return PerKey.of(
                setting,
                proxy(setting, manager, Optimizations.delaying(DELAY)),
                Bucket4jDecider::tryConsume,
                bucket -> Decider.UNKNOWN);
    }

    static Decider lockFree(Setting setting) {
        return buckets(setting, local(setting, SynchronizationStrategy.LOCK_FREE));
    }

    static Decider lockFreeProbe(Setting setting) {
        return probes(setting, local(setting, SynchronizationStrategy.LOCK_FREE));
    }

    /** In a cache that forgets, as keys that come and go need one. */
    static Decider cached(Setting setting) {
        return new CachedBuckets(setting, local(setting, SynchronizationStrategy.LOCK_FREE));
    }

    static Decider synchronizing(Setting setting) {
        return buckets(setting, local(setting, SynchronizationStrategy.SYNCHRONIZED));
    }

    static Decider synchronizingProbe(Setting setting) {
        return probes(setting, local(setting, SynchronizationStrategy.SYNCHRONIZED));
    }

    private static Function<String, Bucket> local(
            Setting setting, SynchronizationStrategy strategy) {
        Bandwidth shared = bandwidth(setting);
        return key ->
                Bucket.builder().addLimit(shared).withSynchronizationStrategy(strategy).build();
    }

    private static Decider proxies(
            Setting setting, ProxyManager<String> manager, Optimization optimization) {
        return buckets(setting, proxy(setting, manager, optimization));
    }

    private static Decider buckets(Setting setting, Function<String, Bucket> maker) {
        return PerKey.of(
                setting,
                maker,
                Bucket4jDecider::tryConsume,
                bucket -> setting.permits() - bucket.getAvailableTokens());
    }

    /** The question whose answer says as much as ours: what is left, and how long to wait. */
    private static Decider probes(Setting setting, Function<String, Bucket> maker) {
        return PerKey.of(
                setting,
                maker,
                bucket -> bucket.tryConsumeAndReturnRemaining(1).isConsumed(),
                bucket -> setting.permits() - bucket.getAvailableTokens());
    }

    private static boolean tryConsume(Bucket bucket) {
        return bucket.tryConsume(1);
    }

    private static Function<String, Bucket> proxy(
            Setting setting, ProxyManager<String> manager, Optimization optimization) {
        var configuration = BucketConfiguration.builder().addLimit(bandwidth(setting)).build();
        return key -> {
            var builder = manager.builder();
            if (optimization != null) {
                builder = builder.withOptimization(optimization);
            }
            return builder.build(key, () -> configuration);
        };
    }

    /** All at once at the end of the window: of its ways to refill the nearest to a window. */
    private static Bandwidth bandwidth(Setting setting) {
        return Bandwidth.builder()
                .capacity(setting.permits())
                .refillIntervally(setting.permits(), Setting.WINDOW)
                .build();
    }

    private static ProxyManager<String> byEntryProcessor(IMap<String, byte[]> map) {
        return Bucket4jHazelcast.entryProcessorBasedBuilder(map).build();
    }

    /** A map with the settings of ours: keys leave when they are idle, and when there are many. */
    private static IMap<String, byte[]> forgetful(Setting setting) {
        return open(
                setting,
                mapConfig(setting)
                        .setMaxIdleSeconds((int) Setting.WINDOW.toSeconds() * 2)
                        .setEvictionConfig(
                                new EvictionConfig()
                                        .setEvictionPolicy(EvictionPolicy.LRU)
                                        .setMaxSizePolicy(MaxSizePolicy.PER_NODE)
                                        .setSize(setting.maxKeys())));
    }

    private static MapConfig mapConfig(Setting setting) {
        return new MapConfig("bucket4j/" + setting.name()).setStatisticsEnabled(false);
    }

    private static IMap<String, byte[]> open(Setting setting, MapConfig config) {
        setting.hazelcast().getConfig().addMapConfig(config);
        return setting.hazelcast().getMap(config.getName());
    }
}
