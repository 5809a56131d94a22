package io.github.throttled.internal.config.reader;

import io.github.throttled.internal.config.model.ThrottledElement;

import org.eclipse.microprofile.config.spi.ConfigSource;

import java.util.Collection;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.stream.Stream;

/**
 * All that is configured, each value with the place where it stands.
 *
 * @param sources where values are, the strongest first
 * @param sites where the application has annotations
 */
public record ConfigListing(List<ConfigSource> sources, Collection<ThrottledElement> sites) {

    private static final String THROTTLED = "Throttled/";

    /**
     * The values that are in force, by key. What an annotation says is among them, unless the
     * configuration says something else.
     */
    public Collection<ConfigEntry> entries() {
        Map<String, ConfigEntry> entries = new TreeMap<>();
        annotated().forEach(entry -> entries.put(entry.key(), entry));
        sources.stream()
                .flatMap(source -> source.getPropertyNames().stream())
                .filter(ConfigListing::isOurs)
                .distinct()
                .forEach(key -> configured(key).ifPresent(entry -> entries.put(key, entry)));
        return entries.values();
    }

    /** The value of one key that is in force; empty if nothing is. */
    public Optional<ConfigEntry> entry(String key) {
        return configured(key)
                .or(() -> annotated().filter(entry -> entry.key().equals(key)).findFirst());
    }

    private Optional<ConfigEntry> configured(String key) {
        return sources.stream()
                .filter(source -> source.getValue(key) != null)
                .findFirst()
                .map(source -> entry(key, source));
    }

    private Stream<ConfigEntry> annotated() {
        return sites.stream()
                .flatMap(
                        site ->
                                AnnotationMember.all()
                                        .flatMap(member -> annotated(site, member).stream()));
    }

    private static Optional<ConfigEntry> annotated(
            ThrottledElement site, AnnotationMember<?> member) {
        String key =
                site.onMethod()
                        ? member.methodKey(site.type(), site.method().getName())
                        : member.classKey(site.type());
        return member.in(site.throttled())
                .map(text -> new ConfigEntry(key, text, site.place(), 0, false));
    }

    private static ConfigEntry entry(String key, ConfigSource source) {
        boolean isSecret = isSecret(key);
        return new ConfigEntry(
                key,
                isSecret ? ConfigEntry.HIDDEN : source.getValue(key),
                source.getName(),
                source.getOrdinal(),
                isSecret);
    }

    private static boolean isOurs(String property) {
        return property.startsWith(ConfigKey.ROOT)
                || property.startsWith(THROTTLED)
                || property.contains('/' + THROTTLED);
    }

    /** Also one that is no key of ours, by mistake, may have a secret. */
    static boolean isSecret(String key) {
        if (ConfigKeys.all().stream().anyMatch(known -> known.matches(key))) {
            return ConfigKeys.PARTITION_KEY_SECRET.matches(key);
        }
        String lower = key.toLowerCase(Locale.ROOT);
        return lower.contains("secret") || lower.contains("password");
    }
}
