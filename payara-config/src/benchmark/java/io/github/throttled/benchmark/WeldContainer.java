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

/**
 * Starts what an application has at a server: a container of CDI, with MicroProfile Config. Ours
 * and the peer's application are started by the same code, so that no container is the better one.
 */
final class WeldContainer {

    private WeldContainer() {}

    /** Starts one with this configuration, this bean, and extensions besides those installed. */
    static SeContainer start(Map<String, String> config, Class<?> bean, Extension... extensions) {
        Thread thread = Thread.currentThread();
        ClassLoader before = thread.getContextClassLoader();
        // Each application has its configuration by its class loader.
        ClassLoader own = new URLClassLoader(new URL[0], before);
        thread.setContextClassLoader(own);
        try {
            ConfigProviderResolver.instance().registerConfig(config(config), own);
            return SeContainerInitializer.newInstance()
                    .setClassLoader(own)
                    .addBeanClasses(bean)
                    .addExtensions(extensions)
                    .initialize();
        } finally {
            thread.setContextClassLoader(before);
        }
    }

    private static Config config(Map<String, String> config) {
        return new SmallRyeConfigBuilder()
                .withSources(new PropertiesConfigSource(config, "benchmark", 100))
                .build();
    }
}
