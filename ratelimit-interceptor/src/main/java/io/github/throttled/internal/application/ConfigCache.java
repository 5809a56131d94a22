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
import java.util.function.Consumer;
import java.util.stream.Stream;
import java.util.stream.StreamSupport;

/**
 * Caches all configuration sources of an application except the overrides. Thread-safe.
 *
 * <p>Some sources of a server answer slowly. Reading all keys from them takes longer than an
 * override may take to be in force. Validating an override therefore uses the cached values.
 *
 * <p>The implementation's own cache is bypassed (Payara caches values for a minute): each
 * configuration is built anew from the same sources.
 */
final class ConfigCache {

    private final Config config;

    /** Null until the first use. */
    private volatile CachedSources cached;

    ConfigCache(Config config) {
        this.config = config;
    }

    /**
     * Reads all sources again. The former values stay until the reader is done, since a source may
     * wait for a member of a grid that is silent.
     *
     * @param reader reads all keys that matter, with the overrides in force
     */
    void renew(Consumer<Config> reader) {
        CachedSources next = new CachedSources(config);
        reader.accept(next.with(new OverrideSource()));
        cached = next;
    }

    /** Returns the cached configuration with the overrides in force. */
    Config current() {
        return known().with(new OverrideSource());
    }

    /** Returns the cached configuration with the given overrides instead of those in force. */
    Config with(Map<String, String> overrides) {
        return known().with(OverrideSource.of(overrides));
    }

    private CachedSources known() {
        CachedSources known = cached;
        if (known == null) {
            known = new CachedSources(config);
            cached = known;
        }
        return known;
    }

    /** Returns all current sources except the overrides, the highest ordinal first. */
    List<ConfigSource> sources() {
        return others(config).toList();
    }

    private static Stream<ConfigSource> others(Config config) {
        return StreamSupport.stream(config.getConfigSources().spliterator(), false)
                .filter(source -> !(source instanceof OverrideSource));
    }

    /**
     * All sources with a higher ordinal than the overrides as one source, and all with a lower
     * ordinal as another.
     */
    private record CachedSources(List<ConfigSource> sources) {

        CachedSources(Config config) {
            this(List.of(source(config, true), source(config, false)));
        }

        private static ConfigSource source(Config config, boolean isAbove) {
            return new CachedSource(
                    others(config)
                            .filter(
                                    source ->
                                            source.getOrdinal() > OverrideSource.ORDINAL == isAbove)
                            .toList(),
                    isAbove ? OverrideSource.ORDINAL + 1 : OverrideSource.ORDINAL - 1);
        }

        Config with(OverrideSource overrides) {
            List<ConfigSource> all = new ArrayList<>(sources);
            all.add(overrides);
            return ConfigProviderResolver.instance()
                    .getBuilder()
                    .withSources(all.toArray(ConfigSource[]::new))
                    .build();
        }
    }

    /** Reads each key once from the underlying sources. */
    private static final class CachedSource implements ConfigSource {

        private final Map<String, Optional<String>> values = new ConcurrentHashMap<>();
        private final Collection<ConfigSource> sources;
        private final int ordinal;
        private final Set<String> names = new LinkedHashSet<>();

        /**
         * @param sources the highest ordinal first
         */
        CachedSource(Collection<ConfigSource> sources, int ordinal) {
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
