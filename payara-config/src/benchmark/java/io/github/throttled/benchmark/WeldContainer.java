package io.github.throttled.benchmark;

import io.smallrye.config.PropertiesConfigSource;
import io.smallrye.config.SmallRyeConfigBuilder;

import jakarta.enterprise.inject.se.SeContainer;
import jakarta.enterprise.inject.se.SeContainerInitializer;
import jakarta.enterprise.inject.spi.Extension;

import org.eclipse.microprofile.config.Config;
import org.eclipse.microprofile.config.spi.ConfigProviderResolver;

import java.net.URL;
import java.net.URLClassLoader;
import java.util.Map;
import java.util.function.Supplier;

/**
 * What an application has at a server: a container of CDI, with MicroProfile Config. Ours and the
 * peer's application are started by the same code, so that no container is the better one.
 */
final class WeldContainer implements AutoCloseable {

    private final ClassLoader loader;
    private final SeContainer container;

    private WeldContainer(ClassLoader loader, SeContainer container) {
        this.loader = loader;
        this.container = container;
    }

    /** Starts one with this configuration, this bean, and extensions besides those installed. */
    static WeldContainer start(Map<String, String> config, Class<?> bean, Extension... extensions) {
        // Each application has its configuration by its class loader.
        ClassLoader own =
                new URLClassLoader(new URL[0], Thread.currentThread().getContextClassLoader());
        ConfigProviderResolver.instance().registerConfig(config(config), own);
        return within(
                own,
                () ->
                        new WeldContainer(
                                own,
                                SeContainerInitializer.newInstance()
                                        .setClassLoader(own)
                                        .addBeanClasses(bean)
                                        .addExtensions(extensions)
                                        .initialize()));
    }

    <T> T get(Class<T> bean) {
        return container.select(bean).get();
    }

    /** Runs it as a request of the application is run at a server: it finds the configuration. */
    void run(Runnable action) {
        within(
                loader,
                () -> {
                    action.run();
                    return null;
                });
    }

    private static <T> T within(ClassLoader loader, Supplier<T> action) {
        Thread thread = Thread.currentThread();
        ClassLoader before = thread.getContextClassLoader();
        thread.setContextClassLoader(loader);
        try {
            return action.get();
        } finally {
            thread.setContextClassLoader(before);
        }
    }

    private static Config config(Map<String, String> config) {
        return new SmallRyeConfigBuilder()
                .withSources(new PropertiesConfigSource(config, "benchmark", 100))
                .build();
    }

    @Override
    public void close() {
        container.close();
    }
}
