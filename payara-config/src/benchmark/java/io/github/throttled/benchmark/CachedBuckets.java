package io.github.throttled.benchmark;

import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;

import io.github.bucket4j.Bucket;

import java.util.function.Function;

/**
 * Buckets of Bucket4j in a cache of Caffeine, as its users keep them if their keys come and go: a
 * bucket that was not used for a window is full again, so the cache may drop it.
 */
final class CachedBuckets implements Decider {

    private final Cache<String, Bucket> buckets;
    private final Function<String, Bucket> maker;
    private final int permits;

    CachedBuckets(Setting setting, Function<String, Bucket> maker) {
        this.permits = setting.permits();
        this.maker = maker;
        this.buckets =
                Caffeine.newBuilder()
                        .expireAfterAccess(Setting.WINDOW)
                        .maximumSize(setting.maxKeys())
                        .build();
    }

    @Override
    public boolean tryAcquire(String key) {
        return buckets.get(key, maker).tryConsume(1);
    }

    @Override
    public long counted(String key) {
        return permits - buckets.get(key, maker).getAvailableTokens();
    }

    /** The cache notes calls, and works them off later. */
    @Override
    public void settle() {
        buckets.cleanUp();
    }
}
