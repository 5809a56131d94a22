package io.github.throttled.cdi;

import io.github.throttled.operate.control.OverrideSource;

import org.eclipse.microprofile.config.Config;
import org.eclipse.microprofile.config.spi.ConfigProviderResolver;
import org.eclipse.microprofile.config.spi.ConfigSource;

import java.util.stream.Stream;
import java.util.stream.StreamSupport;

/**
 * A configuration without a memory. Implementations may cache values (Payara does for a minute), so
 * a new one is made of the same sources.
 */
final class FreshConfig {

    private FreshConfig() {}

    static Config of(Config config) {
        return of(sources(config));
    }

    /** The same with other overrides than those that are in force. */
    static Config with(Config config, OverrideSource overrides) {
        Stream<ConfigSource> others =
                sources(config).filter(source -> !(source instanceof OverrideSource));
        return of(Stream.concat(Stream.of(overrides), others));
    }

    private static Stream<ConfigSource> sources(Config config) {
        return StreamSupport.stream(config.getConfigSources().spliterator(), false);
    }

    private static Config of(Stream<ConfigSource> sources) {
        return ConfigProviderResolver.instance()
                .getBuilder()
                .withSources(sources.toArray(ConfigSource[]::new))
                .build();
    }
}
