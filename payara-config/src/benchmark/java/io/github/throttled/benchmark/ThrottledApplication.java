package io.github.throttled.benchmark;

import com.hazelcast.core.HazelcastInstance;

import io.github.throttled.RateLimitExceededException;
import io.github.throttled.RateLimiter;

import java.time.Duration;
import java.util.HashMap;
import java.util.Map;
import java.util.concurrent.locks.LockSupport;

/**
 * Throttled as an application has it: in a container of CDI, configured by MicroProfile Config and
 * asked through the {@link RateLimiter} that is injected, or through a bean with an annotation.
 * Each node has an application of its own. Of Throttled nothing is used but what every user may
 * use.
 */
class ThrottledApplication implements Decider {

    /** Of the policy. */
    static final String POLICY = "benchmark";

    private static final long SETTLED_NANOS = Duration.ofMillis(500).toNanos();

    private final Setting setting;
    private final boolean refills;
    private final WeldContainer container;
    private final RateLimiter limiter;

    private ThrottledApplication(Setting setting, String... policy) {
        this.setting = setting;
        this.refills = String.join(" ", policy).contains("token-bucket");
        this.container =
                WeldContainer.start(
                        config(setting, policy),
                        ThrottledBean.class,
                        new Offered<>(HazelcastInstance.class, setting.hazelcast()));
        this.limiter = container.get(RateLimiter.class);
    }

    static Decider inGrid(Setting setting) {
        return new ThrottledApplication(setting);
    }

    static Decider tokenBucketInGrid(Setting setting) {
        return new ThrottledApplication(setting, "strategy=token-bucket");
    }

    static Decider leased(Setting setting) {
        return new ThrottledApplication(setting, "lease=auto");
    }

    static Decider tokenBucketLeased(Setting setting) {
        return new ThrottledApplication(setting, "lease=auto", "strategy=token-bucket");
    }

    static Decider inProcess(Setting setting) {
        return new ThrottledApplication(setting);
    }

    static Decider tokenBucketInProcess(Setting setting) {
        return new ThrottledApplication(setting, "strategy=token-bucket");
    }

    /** Through the interceptor. */
    static Decider bean(Setting setting) {
        return new OfBean(setting);
    }

    /** A method of the same bean that has no limit. */
    static Decider freeBean(Setting setting) {
        ThrottledApplication application = new ThrottledApplication(setting);
        ThrottledBean bean = application.container.get(ThrottledBean.class);
        return new Decider() {
            @Override
            public boolean tryAcquire(String key) {
                return bean.free();
            }

            @Override
            public void close() {
                application.close();
            }
        };
    }

    private static Map<String, String> config(Setting setting, String... policy) {
        Map<String, String> config = new HashMap<>();
        config.put("throttled.application", setting.name());
        config.put("throttled.store", setting.hazelcast() == null ? "local" : "hazelcast");
        // Peers wait for the grid without end; what is measured are decisions, not time-outs.
        config.put("throttled.store.timeout", "2s");
        String prefix = "throttled.policy." + POLICY + ".";
        config.put(
                prefix + "limit", setting.permits() + " per " + Setting.WINDOW.toDays() + " days");
        config.put(prefix + "key", "global");
        config.put(prefix + "on-store-failure", "deny");
        config.put(prefix + "max-keys", Integer.toString(setting.maxKeys()));
        for (String setting1 : policy) {
            String[] parts = setting1.split("=");
            config.put(prefix + parts[0], parts[1]);
        }
        return config;
    }

    @Override
    public boolean tryAcquire(String key) {
        return limiter.tryAcquire(POLICY, key).allowed();
    }

    /** What a node has taken ahead it gives back when it is not used. */
    @Override
    public void settle() {
        // What is refilled meanwhile never stands still, and nobody counts it.
        if (setting.hazelcast() == null || refills || setting.keys().size() > 10_000) {
            return;
        }
        long before;
        long now = sum();
        do {
            LockSupport.parkNanos(SETTLED_NANOS);
            before = now;
            now = sum();
        } while (now != before);
    }

    private long sum() {
        return setting.keys().stream()
                .mapToLong(key -> limiter.peek(POLICY, key).remaining())
                .sum();
    }

    /** What is in a bucket says nothing of how much was taken: it is refilled meanwhile. */
    @Override
    public long counted(String key) {
        return refills ? UNKNOWN : setting.permits() - limiter.peek(POLICY, key).remaining();
    }

    @Override
    public void close() {
        container.close();
    }

    /** Asked by calls of a bean, which have one key for all. */
    private static final class OfBean extends ThrottledApplication {

        private final ThrottledBean bean;

        OfBean(Setting setting) {
            super(setting);
            bean = super.container.get(ThrottledBean.class);
        }

        @Override
        public boolean tryAcquire(String key) {
            try {
                return bean.throttled();
            } catch (RateLimitExceededException e) {
                return false;
            }
        }

        @Override
        public long counted(String key) {
            return super.counted("global");
        }
    }
}
