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
 * All configured values with their sources.
 *
 * @param sources the sources of values, the highest ordinal first
 * @param elements the annotated elements of the application
 */
public record ConfigListing(List<ConfigSource> sources, Collection<ThrottledElement> elements) {

    private static final String THROTTLED = "Throttled/";

    /**
     * The values in force, by key. They include the values of annotations that the configuration
     * does not override.
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

    /** The value of one key that is in force; empty for none. */
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
        return elements.stream()
                .flatMap(
                        element ->
                                AnnotationMember.all()
                                        .flatMap(member -> annotated(element, member).stream()));
    }

    private static Optional<ConfigEntry> annotated(
            ThrottledElement element, AnnotationMember<?> member) {
        String key =
                element.onMethod()
                        ? member.methodKey(element.type(), element.method().getName())
                        : member.classKey(element.type());
        return member.in(element.throttled())
                .map(text -> new ConfigEntry(key, text, element.place(), 0, false));
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

    /** Whether the value must not be shown. An unknown key may hold a secret by mistake. */
    static boolean isSecret(String key) {
        if (ConfigKeys.all().stream().anyMatch(known -> known.matches(key))) {
            return ConfigKeys.PARTITION_KEY_SECRET.matches(key);
        }
        String lower = key.toLowerCase(Locale.ROOT);
        return lower.contains("secret") || lower.contains("password");
    }
}
