package io.github.throttled.internal.cdi;

import io.github.throttled.RateLimiter;
import io.smallrye.config.PropertiesConfigSource;
import io.smallrye.config.SmallRyeConfigBuilder;

import jakarta.enterprise.inject.se.SeContainer;
import jakarta.enterprise.inject.se.SeContainerInitializer;

import org.eclipse.microprofile.config.spi.ConfigProviderResolver;

import java.net.URL;
import java.net.URLClassLoader;
import java.util.HashMap;
import java.util.Map;

/**
 * An application in a container of CDI, deployed as on a server: by our extension, with all that
 * counts, logs and publishes. Only HTTP is missing.
 */
public final class WeldApplication implements AutoCloseable {

    private final ClassLoader before = Thread.currentThread().getContextClassLoader();
    private final ClassLoader own = new URLClassLoader(new URL[0], before);
    private final SeContainer container;

    private WeldApplication(Map<String, String> config, Class<?>... beans) {
        Thread.currentThread().setContextClassLoader(own);
        Map<String, String> all = new HashMap<>(config);
        all.putIfAbsent("throttled.application", "test");
        all.putIfAbsent("throttled.store", "local");
        ConfigProviderResolver.instance()
                .registerConfig(
                        new SmallRyeConfigBuilder()
                                .withSources(new PropertiesConfigSource(all, "test", 100))
                                .build(),
                        own);
        container =
                SeContainerInitializer.newInstance()
                        .disableDiscovery()
                        .setClassLoader(own)
                        .addExtensions(new ThrottledExtension())
                        .addBeanClasses(
                                InjectableRateLimiter.class,
                                Interception.class,
                                CurrentCaller.class,
                                ThrottledInterceptor.class)
                        .addBeanClasses(beans)
                        .initialize();
    }

    public static WeldApplication deploy(Map<String, String> config, Class<?>... beans) {
        return new WeldApplication(config, beans);
    }

    /** As the application injects it. */
    public RateLimiter limiter() {
        return container.select(RateLimiter.class).get();
    }

    public <T> T bean(Class<T> type) {
        return container.select(type).get();
    }

    @Override
    public void close() {
        container.close();
        Thread.currentThread().setContextClassLoader(before);
    }
}
