package io.github.throttled.cdi;

import org.eclipse.microprofile.config.Config;
import org.eclipse.microprofile.config.spi.ConfigProviderResolver;
import org.eclipse.microprofile.config.spi.ConfigSource;

import java.util.stream.StreamSupport;

/**
 * A configuration without a memory. Implementations may cache values (Payara does for a minute), so
 * a new one is made of the same sources.
 */
final class FreshConfig {

    private FreshConfig() {}

    static Config of(Config config) {
        ConfigSource[] sources =
                StreamSupport.stream(config.getConfigSources().spliterator(), false)
                        .toArray(ConfigSource[]::new);
        return ConfigProviderResolver.instance().getBuilder().withSources(sources).build();
    }
}
