package io.github.throttled.internal.application;

import io.github.throttled.internal.control.OverrideSource;

import org.eclipse.microprofile.config.Config;
import org.eclipse.microprofile.config.spi.ConfigProviderResolver;
import org.eclipse.microprofile.config.spi.ConfigSource;

import java.util.ArrayList;
import java.util.Collection;
import java.util.Collections;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.stream.Stream;
import java.util.stream.StreamSupport;

/**
 * The configuration of an application as it was when it was last read, with whatever overrides.
 * Some sources of a server take long to answer for each key, and all of them together more than the
 * time in which an override shall be in force. Thread-safe.
 *
 * <p>What an implementation remembers by itself (Payara does for a minute) is not asked: a new
 * configuration is made of the same sources.
 */
final class ConfigCache {

    private final Config config;

    /** Null until it is needed: at deployment nobody asks for it. */
    private volatile Remembered remembered;

    ConfigCache(Config config) {
        this.config = config;
    }

    /** As it is now; this is what is remembered from now on. */
    Config fresh() {
        return read().with(new OverrideSource());
    }

    /** As it was when it was last read, with these overrides in place of those in force. */
    Config with(Map<String, String> overrides) {
        Remembered known = remembered;
        return (known == null ? read() : known).with(OverrideSource.of(overrides));
    }

    private Remembered read() {
        Remembered read = new Remembered(config);
        remembered = read;
        return read;
    }

    /** All sources as they are now, the strongest first, but for the overrides. */
    List<ConfigSource> sources() {
        return others(config).toList();
    }

    private static Stream<ConfigSource> others(Config config) {
        return StreamSupport.stream(config.getConfigSources().spliterator(), false)
                .filter(source -> !(source instanceof OverrideSource));
    }

    /** Those sources that are above the overrides, and those below, each as one. */
    private record Remembered(List<ConfigSource> parts) {

        Remembered(Config config) {
            this(List.of(part(config, true), part(config, false)));
        }

        private static ConfigSource part(Config config, boolean isAbove) {
            return new RememberedSource(
                    others(config)
                            .filter(
                                    source ->
                                            source.getOrdinal() > OverrideSource.ORDINAL == isAbove)
                            .toList(),
                    isAbove ? OverrideSource.ORDINAL + 1 : OverrideSource.ORDINAL - 1);
        }

        Config with(OverrideSource overrides) {
            List<ConfigSource> all = new ArrayList<>(parts);
            all.add(overrides);
            return ConfigProviderResolver.instance()
                    .getBuilder()
                    .withSources(all.toArray(ConfigSource[]::new))
                    .build();
        }
    }

    /** Asks for each key once. */
    private static final class RememberedSource implements ConfigSource {

        private final Map<String, Optional<String>> values = new ConcurrentHashMap<>();
        private final Collection<ConfigSource> sources;
        private final int ordinal;
        private final Set<String> names = new LinkedHashSet<>();

        /**
         * @param sources the strongest first
         */
        RememberedSource(Collection<ConfigSource> sources, int ordinal) {
            this.sources = sources;
            this.ordinal = ordinal;
            sources.forEach(source -> names.addAll(source.getPropertyNames()));
        }

        @Override
        public Set<String> getPropertyNames() {
            return Collections.unmodifiableSet(names);
        }

        @Override
        public String getValue(String property) {
            return values.computeIfAbsent(property, this::find).orElse(null);
        }

        private Optional<String> find(String property) {
            return sources.stream()
                    .map(source -> source.getValue(property))
                    .filter(Objects::nonNull)
                    .findFirst();
        }

        @Override
        public String getName() {
            return "Throttled, remembered";
        }

        @Override
        public int getOrdinal() {
            return ordinal;
        }
    }
}
